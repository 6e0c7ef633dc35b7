// <a href="…/delete" data-dialog="id">: where the page holds <dialog id>, the link opens it; without script the link leads to the confirmation's page.
document.addEventListener('click', event => {
  const opener = event.target.closest('[data-dialog]');
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const closer = event.target.closest('[data-close]');
  if (closer) {
    event.preventDefault();
    closer.closest('dialog')?.close();
  } else if (event.target instanceof HTMLDialogElement) {
    event.target.close(); // a click on the backdrop lands on the dialog itself
  }
});
