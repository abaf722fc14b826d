export const messages = {
  offline: 'Offline: showing what was there on {time}; numbers may have changed.',
  offlineOther: 'Offline: showing a list seen elsewhere on {time}, not this area.',
  away: 'No answer from the server: showing what was there on {time}; numbers may have changed.',
  awayOther: 'No answer from the server: showing a list seen elsewhere on {time}, not this area.',
  map: 'Map offline: where no map was kept it shows only what lists have shown',
  ready: 'A new version is here: update',
  taken: 'Updated to a new version: reload',
  later: 'Later',
  install: 'Install on this device',
  installHint: 'Opens like an app and shows saved and seen things without a connection.',
  installIos: 'Choose “Share” in the browser menu, then “Add to Home Screen”, to open it like an app.',
  installWechat:
    'WeChat cannot install it: tap “…” at the top right, choose “Open in browser”, then “Add to Home screen” in its menu.',
};
