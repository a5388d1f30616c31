// The parts of Pyodide 314.0.7 that Peek leans on, private ones included. Pinned with the version.

export interface Loaded {
  name: string;
  refcount: number;
  global: boolean;
  exports: Record<string, any>;
}

export interface Module {
  LDSO: { loadedLibsByName: Record<string, Loaded>; loadedLibsByHandle: Record<string, Loaded> };
  GOT: Record<string, WebAssembly.Global<"i32">>;
  wasmTable: WebAssembly.Table;
  freeTableIndexes: number[];
  _free(address: number): void;
  HEAPU8: Uint8Array<ArrayBuffer>;
  HEAPU32: Uint32Array<ArrayBuffer>;
  ___heap_base: number;
  __PyRuntime: number;
  __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
  _emscripten_get_sbrk_ptr(): number;
  _emscripten_stack_get_current(): number;
  _emscripten_stack_get_end(): number;
  _malloc_trim?(pad: number): void;
  growMemory(size: number): void;
  API: { restoreSnapshot(bytes: Uint8Array): object; on_fatal?: (error: Error) => void };
  jspiSupported: boolean;
}

export interface Handler {
  (request: string): Promise<string>;
}

export interface Pyodide {
  FS: {
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array<ArrayBuffer>;
    mkdirTree(path: string): void;
    mount(type: unknown, options: { root: string }, path: string): void;
    filesystems: { NODEFS: unknown };
  };
  _module: Module;
  _api: Module["API"];
  globals: { get(name: string): any };
  pyimport(name: string): any;
  runPython(code: string): unknown;
  setInterruptBuffer(buffer: Int32Array): void;
  makeMemorySnapshot(): Uint8Array<ArrayBuffer>;
}
