// What pages of the server gain from a script; they need none.
// The elder view is chosen in the app and kept on the device.
try {
  document.documentElement.toggleAttribute('data-elder', localStorage.getItem('zlm.elder') === '1');
} catch {
  // Where nothing may be kept, nothing was chosen.
}
// A map wider than the screen shows its middle first, where the places are.
document.addEventListener('DOMContentLoaded', () => {
  for (const map of document.querySelectorAll('.map')) map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;
});
