export interface Said {
  from: string;
  message: { id?: number | string; method?: string; params?: unknown; result?: unknown; error?: unknown };
}
export function faultsOf(said: readonly Said[]): string[];
