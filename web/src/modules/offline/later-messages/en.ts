export const messages = {
  offline: 'Offline: showing what was there on {time}; numbers may have changed.',
  offlineOther: 'Offline: showing a list seen elsewhere on {time}, not this area.',
  away: 'No answer from the server: showing what was there on {time}; numbers may have changed.',
  awayOther: 'No answer from the server: showing a list seen elsewhere on {time}, not this area.',
  map: 'Map offline: where no map was kept it shows only what lists have shown',
  ready: 'A new version is here: update',
  taken: 'Updated to a new version: reload',
  later: 'Later',
  title: 'Install, and use offline',
  install: 'Install on this device',
  installed: 'It is installed on this device.',
  ways: {
    offer: 'Once installed it opens like an app, without typing its address.',
    ios: 'Choose “Share” in the browser menu, then “Add to Home Screen”, to open it like an app.',
    wechat:
      'WeChat cannot install it: tap “…” at the top right, choose “Open in browser”, then “Add to Home screen” in its menu.',
    none: 'This browser does not offer to install it now. You can bookmark its address.',
  },
  keeps: 'Without a connection you can still see what you saved, and the map, lists and details seen on this device.',
};
