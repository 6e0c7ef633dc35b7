// <button data-copy="id">: copies the text of that element and says so for two seconds.
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  const source = button && document.getElementById(button.dataset.copy);
  if (!source) return;
  const text = source.value ?? source.textContent;
  try {
    await navigator.clipboard.writeText(text.trim());
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    if (!document.execCommand('copy')) return;
  }
  button.dataset.copied = '';
  const said = button.querySelector('[role="status"]');
  if (said) said.textContent = button.dataset.copiedText ?? '';
  setTimeout(() => {
    delete button.dataset.copied;
    if (said) said.textContent = '';
  }, 2000);
});
