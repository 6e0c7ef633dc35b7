// A region that refreshes itself rests while its page is hidden, and stays at the end of a thread whose reader is there.
const atEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 80;
let follow = false;

document.addEventListener('htmx:beforeRequest', event => {
  if (event.target.hasAttribute('data-live') && document.hidden) event.preventDefault();
});
document.addEventListener('htmx:beforeSwap', event => {
  follow = event.target.hasAttribute('data-follow') && atEnd();
});
document.addEventListener('htmx:afterSettle', () => {
  if (!follow) return;
  follow = false;
  scrollTo({ top: document.documentElement.scrollHeight });
});

// What the reader has unfolded in it stays so.
let unfolded = [];
document.addEventListener('htmx:beforeSwap', event => {
  unfolded = event.target.hasAttribute('data-live') ? [...event.target.querySelectorAll('details[open][id]')].map(details => details.id) : [];
});
document.addEventListener('htmx:afterSwap', () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute('open', '');
  unfolded = [];
});
