export type InstallWay = 'none' | 'offer' | 'ios' | 'wechat';

interface Surroundings {
  agent: string;
  touchPoints: number;
  isInstalled: boolean;
  hasOffer: boolean;
}

/** How this browser puts a page on the home screen, as far as it can be told. */
export function installWayOf({ agent, touchPoints, isInstalled, hasOffer }: Surroundings): InstallWay {
  if (isInstalled) return 'none';
  if (/MicroMessenger/i.test(agent)) return 'wechat';
  if (hasOffer) return 'offer';
  // An iPad says it is a Mac, but no Mac is touched.
  const isIos = /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1);
  return isIos ? 'ios' : 'none';
}

export function isStandalone(): boolean {
  return (
    matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true
  );
}
