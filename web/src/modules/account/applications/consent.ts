/** Also in `public/consent.js`: the question an application sent this tab here with. */
const KEY = 'zlm.consent';

export const readConsent = () => sessionStorage.getItem(KEY);
export const forgetConsent = () => sessionStorage.removeItem(KEY);
