// Back from another platform: what it sent goes to the app, which finds the way on, and into no history.
(() => {
  let next = '/account';
  try {
    const provider = location.pathname.split('/')[2];
    sessionStorage.setItem('zlm.sign-on.back', JSON.stringify({ provider, query: location.search.slice(1) }));
    const left = sessionStorage.getItem('zlm.sign-on.left');
    if (left?.startsWith('/') && !/^\/[/\\]/.test(left)) next = left;
  } catch {
    // Where nothing may be kept, nobody is signed in.
  }
  location.replace(new URL(next, location.origin).href);
})();
