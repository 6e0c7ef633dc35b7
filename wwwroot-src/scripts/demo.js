// The demonstration's suggestions are put to the widget as if the visitor had typed them.
document.addEventListener('click', event => {
  const button = event.target.closest('[data-ask]');
  if (button) window.IAfluence?.ask?.(button.textContent.trim());
});
