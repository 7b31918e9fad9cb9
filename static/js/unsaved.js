// Leaving a form that was changed and not saved asks first. What a page shows when it opens is what
// its fields begin with, so nothing has to be remembered, and forms that htmx brings are held too.
const FORMS = "form[data-unsaved], .change-form form[method=post]:not(#logout-form)";
let sending = false;

const isChanged = ({ type, value, defaultValue, checked, defaultChecked, options, readOnly }) => {
  if (readOnly || ["hidden", "submit", "button"].includes(type)) return false;
  if (options) {
    const chosen = [...options].filter((one) => one.defaultSelected);
    return [...options].some((one) => one.selected !== one.defaultSelected)
      && (type === "select-multiple" || chosen.length > 0 || value !== options[0].value);
  }
  return ["checkbox", "radio"].includes(type) ? checked !== defaultChecked : value !== defaultValue;
};
const isUnsaved = (form) =>
  form.dataset.unsaved === "always"
  || form.querySelector(".errornote") !== null
  || [...form.elements].some(isChanged);

addEventListener("submit", (event) => {
  sending = !event.defaultPrevented;
});
addEventListener("pageshow", () => {
  sending = false;
});
document.addEventListener("htmx:afterRequest", () => {
  sending = false;
});
addEventListener("beforeunload", (event) => {
  if (!sending && [...document.querySelectorAll(FORMS)].some(isUnsaved)) event.preventDefault();
});
