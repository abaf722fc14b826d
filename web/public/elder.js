// The elder view is chosen in the app and kept on the device: pages of the server take it over.
try {
  document.documentElement.toggleAttribute('data-elder', localStorage.getItem('zlm.elder') === '1');
} catch {
  // Where nothing may be kept, nothing was chosen.
}
