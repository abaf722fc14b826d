import { inject, type InjectionKey, type ShallowRef } from 'vue';

/** Details that are not public yet, in place of what the server would be asked for. */
export const PREVIEWED: InjectionKey<Readonly<ShallowRef<{ details: unknown } | null>>> = Symbol('previewed');
export const usePreviewed = () => inject(PREVIEWED, null);
