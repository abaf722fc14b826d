// A browser takes long for its first number and first time of day: made while the app is still on its way.
const language = document.documentElement.lang;
new Intl.NumberFormat(language).format(1000);
new Intl.DateTimeFormat(language, { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' }).format(0);
