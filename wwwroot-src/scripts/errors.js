// A request that failed on the server or on the way is said in the page's alert region; polling goes on and takes the notice back.
const region = () => document.getElementById('alerts');

function show(text) {
  const place = region();
  if (!place || place.querySelector('[data-request-error]')) return;
  const alert = document.createElement('div');
  alert.className = 'alert alert-danger';
  alert.setAttribute('role', 'alert');
  alert.dataset.requestError = '';
  alert.append(text);
  place.append(alert);
}

const clear = () => region()?.querySelector('[data-request-error]')?.remove();

document.addEventListener('htmx:responseError', () => show(region()?.dataset.serverError ?? ''));
document.addEventListener('htmx:sendError', () => show(region()?.dataset.networkError ?? ''));
document.addEventListener('htmx:afterOnLoad', event => {
  if (event.detail.successful) clear();
});
