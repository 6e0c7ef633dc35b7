// Sends the antiforgery token with every htmx write; plain forms carry it in their own field.
document.addEventListener('htmx:configRequest', event => {
  if (event.detail.verb === 'get') return;
  const token = document.querySelector('meta[name="antiforgery-token"]');
  if (token) event.detail.headers.RequestVerificationToken = token.content;
});
