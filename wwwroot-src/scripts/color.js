// <input type="color" data-color-of="id"> and the text field of that id say the same colour.
document.addEventListener('input', event => {
  const { colorOf } = event.target.dataset;
  if (colorOf) {
    document.getElementById(colorOf).value = event.target.value;
    return;
  }
  const picker = event.target.id && document.querySelector(`[data-color-of="${event.target.id}"]`);
  if (!picker) return;
  const digits = event.target.value.trim().replace(/^#/, '');
  if (/^[0-9a-f]{6}$/i.test(digits)) picker.value = `#${digits}`;
});
