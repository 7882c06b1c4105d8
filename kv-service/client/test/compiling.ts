import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));

/** What the compiler says against sources that import the package by its name; nothing when they are right. */
export async function complaints(sources: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(PACKAGE, "target", "compiling-"));
  try {
    const files = Object.entries(sources).map(([name, text]) => [join(folder, name), text] as const);
    for (const [file, text] of files) await writeFile(file, text);
    const program = ts.createProgram(
      files.map(([file]) => file),
      {
        noEmit: true,
        strict: true,
        skipLibCheck: true,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
        types: [],
        paths: { "@flow/kv": [join(PACKAGE, "dist", "index.d.ts")] },
      },
    );
    return ts.getPreEmitDiagnostics(program).map((found) => {
      return `${found.file?.fileName.slice(folder.length + 1)}: ${ts.flattenDiagnosticMessageText(found.messageText, " ")}`;
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
