// A thin line at the top while a request of the user's is under way; regions that refresh themselves do not show it.
let running = 0;

const count = by => {
  running = Math.max(0, running + by);
  document.body.classList.toggle('loading', running > 0);
};

document.addEventListener('htmx:beforeSend', event => {
  if (!event.target.hasAttribute('data-live')) count(1);
});
document.addEventListener('htmx:afterRequest', event => {
  if (!event.target.hasAttribute('data-live')) count(-1);
});
