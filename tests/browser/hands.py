"""How somebody works a page: with a pointer, or with the keyboard and nothing else."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page

IS_FOCUSED = "control => control === document.activeElement"
# Of a radio button: its place among those of its name, theirs that has the choice, how many.
PLACES = """radio => {
  const all = [...radio.form.elements].filter(({name}) => name === radio.name);
  return [all.indexOf(radio), all.findIndex(({checked}) => checked), all.length];
}"""


class Pointer:
    """Clicks, and types only into fields."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, control: Locator) -> None:
        """A link, a button, the summary of something folded."""
        control.click()

    def save(self, button: Locator) -> None:
        """A button that loads a page, once what saves itself has been saved."""
        with self.page.expect_navigation():
            self.press(button)

    def tick(self, box: Locator) -> None:
        box.check()

    def pick(self, radio: Locator) -> None:
        radio.check()

    def choose(self, select: Locator, option: str) -> None:
        select.select_option(label=option)

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def hand_over(self, field: Locator, file: Path) -> None:
        field.set_input_files(file)


class Keyboard(Pointer):
    """Every control is one that Tab stops at, and answers its key."""

    def reach(self, control: Locator) -> None:
        """Stand on the control as Tab does: one stop back and one on lead to it again."""
        control.focus()
        self.page.keyboard.press("Shift+Tab")
        self.page.keyboard.press("Tab")
        assert control.evaluate(IS_FOCUSED), f"Tab does not stop at {control}."

    def press(self, control: Locator) -> None:
        self.reach(control)
        control.press("Enter")

    def tick(self, box: Locator) -> None:
        self.reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")
        assert box.is_checked()

    def pick(self, radio: Locator) -> None:
        """A group is one stop; arrows go from the choice, or from the first, to the next."""
        place, chosen, size = radio.evaluate(PLACES)
        group = radio.locator("xpath=ancestor::form[1]").locator(
            f"[name='{radio.get_attribute('name')}']"
        )
        self.reach(group.nth(max(chosen, 0)))
        if place == 0 > chosen:
            self.page.keyboard.press("Space")
        for _ in range((place - max(chosen, 0)) % size):
            self.page.keyboard.press("ArrowDown")
        assert radio.is_checked()

    def choose(self, select: Locator, option: str) -> None:
        """Whoever types the first letters of an option has chosen it."""
        self.reach(select)
        self.page.keyboard.type(option)
        assert select.evaluate("select => select.selectedOptions[0].text") == option

    def write(self, field: Locator, text: str) -> None:
        """A date is typed part by part, in the order of the browser's language."""
        self.reach(field)
        if field.get_attribute("type") == "date":
            self.page.keyboard.type(f"{date.fromisoformat(text):%m%d%Y}")
        else:
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.press("Delete")
            self.page.keyboard.type(text)
        assert field.input_value() == text

    def hand_over(self, field: Locator, file: Path) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.reach(field)
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)
