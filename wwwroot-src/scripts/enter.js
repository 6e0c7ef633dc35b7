// <input data-enter="id">: Enter presses that button instead of the form's first one, which saves.
document.addEventListener('keydown', event => {
  const button = event.key === 'Enter' && event.target.dataset?.enter && document.getElementById(event.target.dataset.enter);
  if (!button) return;
  event.preventDefault();
  button.click();
});
