// Changes contrast, text size and colours without leaving the page, so that nothing typed is lost.
// Without this module, or when sending fails, the form is sent as any other.

const form = document.querySelector(".look__form");

form.addEventListener("submit", async (event) => {
  const { submitter } = event;
  if (!submitter?.name) return;
  event.preventDefault();
  const sent = new FormData(form, submitter);
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, redirect: "manual" });
    if (answer.type !== "opaqueredirect") throw new Error(String(answer.status));
  } catch {
    const choice = document.createElement("input");
    Object.assign(choice, { type: "hidden", name: submitter.name, value: submitter.value });
    form.append(choice);
    form.submit();
    return;
  }
  document.documentElement.dataset[submitter.name] = submitter.value;
  for (const button of submitter.closest("fieldset").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === submitter));
  }
});
