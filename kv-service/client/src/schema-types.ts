/** What is known of the values seen in one place. */
interface Shape {
  readonly primitives: Set<string>;
  elements?: Shape;
  members?: Map<string, { readonly shape: Shape; seen: number }>;
  objects: number;
}

/** Above this, names are taken for data (identifiers), not for structure. */
const MOST_NAMES = 40;

/** TypeScript source of an interface that describes the data of a worklet: namespace by namespace, key by key. */
export function schemaTypes(data: Record<string, Record<string, unknown>>, name = "Schema"): string {
  const namespaces = sorted(Object.entries(data)).map(([namespace, values]) => {
    return `  ${property(namespace)}: ${members(new Map(keysOf(values)), 1)};\n`;
  });
  return `/** The data of a worklet, as found by generate:types. */\nexport interface ${name} {\n${namespaces.join("")}}\n`;
}

function keysOf(values: Record<string, unknown>): [string, { shape: Shape; seen: number }][] {
  return sorted(Object.entries(values)).map(([key, value]) => [key, { shape: learn(nothing(), value), seen: 1 }]);
}

function nothing(): Shape {
  return { primitives: new Set(), objects: 0 };
}

function learn(shape: Shape, value: unknown): Shape {
  if (Array.isArray(value)) {
    const elements = (shape.elements ??= nothing());
    value.forEach((element) => learn(elements, element));
  } else if (typeof value === "object" && value !== null) {
    shape.objects += 1;
    const known = (shape.members ??= new Map());
    for (const [name, member] of Object.entries(value)) {
      const found = known.get(name) ?? { shape: nothing(), seen: 0 };
      learn(found.shape, member);
      found.seen += 1;
      known.set(name, found);
    }
  } else {
    shape.primitives.add(value === null ? "null" : typeof value);
  }
  return shape;
}

function type(shape: Shape, depth: number): string {
  const parts: string[] = [];
  if (shape.members !== undefined) parts.push(members(shape.members, depth, shape.objects));
  if (shape.elements !== undefined) parts.push(`Array<${type(shape.elements, depth)}>`);
  parts.push(...[...shape.primitives].sort());
  return parts.length === 0 ? "unknown" : parts.join(" | ");
}

function members(known: Map<string, { shape: Shape; seen: number }>, depth: number, objects = 1): string {
  if (known.size === 0) return "Record<string, unknown>";
  if (known.size > MOST_NAMES) return `Record<string, ${type(merged(known), depth)}>`;
  const indent = "  ".repeat(depth + 1);
  const lines = sorted([...known]).map(([name, { shape, seen }]) => {
    return `${indent}${property(name)}${seen < objects ? "?" : ""}: ${type(shape, depth + 1)};\n`;
  });
  return `{\n${lines.join("")}${"  ".repeat(depth)}}`;
}

function merged(known: Map<string, { shape: Shape }>): Shape {
  const result = nothing();
  for (const { shape } of known.values()) merge(result, shape);
  return result;
}

function merge(into: Shape, from: Shape): void {
  from.primitives.forEach((primitive) => into.primitives.add(primitive));
  if (from.elements !== undefined) merge((into.elements ??= nothing()), from.elements);
  into.objects += from.objects;
  for (const [name, member] of from.members ?? []) {
    const all = (into.members ??= new Map());
    const found = all.get(name) ?? { shape: nothing(), seen: 0 };
    merge(found.shape, member.shape);
    found.seen += member.seen;
    all.set(name, found);
  }
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== "__proto__" ? name : JSON.stringify(name);
}

function sorted<T>(entries: [string, T][]): [string, T][] {
  return entries.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}
