// An application asks who somebody is: the app is told, and shows the question with the account.
(() => {
  try {
    sessionStorage.setItem('zlm.consent', location.pathname.split('/')[2] ?? '');
  } catch {
    // Where nothing may be kept, nothing can be asked.
  }
  location.replace(navigator.language.startsWith('zh') ? '/account' : '/en/account');
})();
