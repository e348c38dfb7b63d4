/**
 * Papers in threads of their own, for a series: setting one takes some fifty milliseconds, in which
 * a program that also answers pages would stand still.
 */
import { Worker } from "node:worker_threads";
import type { PaperModel } from "./model.ts";

export type PaperThreads = {
  /** As `renderPaper`; calls beyond the number of threads wait their turn. */
  render(model: PaperModel): Promise<Uint8Array>;
  end(): Promise<void>;
};

type Order = {
  readonly model: PaperModel;
  readonly done: (bytes: Uint8Array) => void;
  readonly failed: (error: Error) => void;
};
type Seat = { readonly thread: Worker; order: Order | null };

export function openPaperThreads(count: number): PaperThreads {
  const seats: Seat[] = [];
  const queue: Order[] = [];

  const next = (seat: Seat): void => {
    const order = queue.shift() ?? null;
    seat.order = order;
    if (order) seat.thread.postMessage(order.model);
  };
  const open = (): Seat => {
    const thread = new Worker(new URL("./paper-thread.ts", import.meta.url));
    const seat: Seat = { thread, order: null };
    thread.on("message", (answer: { bytes?: Uint8Array; failure?: string }) => {
      const order = seat.order;
      next(seat);
      if (answer.bytes) order?.done(answer.bytes);
      else order?.failed(new Error(answer.failure));
    });
    // A thread that broke takes its paper with it; the others of the series go on in a new one.
    thread.on("error", (error) => {
      seats.splice(seats.indexOf(seat), 1);
      seat.order?.failed(error);
      if (queue.length > 0) next(open());
    });
    seats.push(seat);
    return seat;
  };

  return {
    render: (model) =>
      new Promise((done, failed) => {
        queue.push({ model, done, failed });
        const free = seats.find((seat) => seat.order === null);
        if (free) next(free);
        else if (seats.length < count) next(open());
      }),
    end: async () => {
      for (const order of queue.splice(0)) order.failed(new Error("ended before its turn"));
      await Promise.all(seats.splice(0).map(({ thread }) => thread.terminate()));
    },
  };
}
