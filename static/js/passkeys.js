// Passkeys: HTML has no word for them. A button asks the browser for one; its answer is sent with
// the form that the button ends.
const NOTES = {
  InvalidStateError: "This passkey is added already.",
  NotAllowedError: "No passkey was used. Try again.",
  SecurityError: "Passkeys do not work at this address. Open the site by its name instead.",
};

async function optionsFor(form) {
  const given = document.getElementById("passkey-options");
  if (given) return JSON.parse(given.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return answer.json();
}

async function credentialFor(form) {
  const { creation_options: toAdd, request_options: toUse } = await optionsFor(form);
  if (toUse) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(toUse.publicKey);
    return navigator.credentials.get({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(toAdd.publicKey);
  if (form.elements.passwordless.checked) {
    Object.assign(publicKey.authenticatorSelection, {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
  }
  return navigator.credentials.create({ publicKey });
}

for (const button of document.querySelectorAll("[data-passkey]")) {
  const { form } = button;
  const note = form.querySelector("[data-passkey-note]");
  if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    button.disabled = false;
  } else {
    note.textContent = "This browser cannot use passkeys here.";
  }
  button.addEventListener("click", async () => {
    note.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(await credentialFor(form));
      form.submit();
    } catch ({ name }) {
      note.textContent = NOTES[name] ?? "The passkey could not be used. Try again.";
    }
  });
}
