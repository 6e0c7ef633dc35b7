document.addEventListener("click",e=>{const t=e.target.closest("[data-ask]");t&&window.IAfluence?.ask?.(t.textContent.trim())});
