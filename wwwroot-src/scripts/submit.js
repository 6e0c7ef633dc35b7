// A filter's form (data-submit-on-change) submits itself when a choice changes; its button is there for everyone else.
document.addEventListener('change', event => {
  const form = event.target.form;
  if (form?.hasAttribute('data-submit-on-change')) form.requestSubmit();
});
