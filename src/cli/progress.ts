/** One line on a terminal that says how far things are; silent where nobody is watching. */
export function progress(stream: NodeJS.WriteStream = process.stderr) {
  let shown = "";
  const put = (text: string) => {
    if (stream.isTTY !== true || text === shown) return;
    shown = text;
    stream.write(`\r\u001b[2K${text}`);
  };
  return {
    show: (what: string, done: number, all: number) => {
      const percent = all === 0 ? 100 : Math.floor((done / all) * 100);
      put(`${what} ${percent}%`);
    },
    clear: () => put(""),
  };
}
