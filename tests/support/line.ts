/** The line of one telephone: bytes pass to a server's port, until the line is cut. */
import { connect, createServer, type Socket } from "node:net";

export type Line = {
  readonly url: string;
  cut(): void;
  restore(): void;
  end(): Promise<void>;
};

export async function lineTo(port: number): Promise<Line> {
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((phone) => {
    if (isCut) {
      phone.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    for (const each of [phone, far]) {
      open.add(each);
      each.on("error", () => each.destroy());
      each.on("close", () => {
        open.delete(each);
        phone.destroy();
        far.destroy();
      });
    }
    phone.pipe(far).pipe(phone);
  });
  const drop = () => {
    for (const each of open) each.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: own } = server.address() as { port: number };
  return {
    url: `http://localhost:${own}`,
    cut: () => {
      isCut = true;
      drop();
    },
    restore: () => {
      isCut = false;
    },
    end: () => {
      drop();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
