// Written by npm run generate:types from openapi.json.

export interface paths {
    "/v1/worklets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The worklets that keep something, the one written last first */
        get: operations["listWorklets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes the tokens and removes the data, at once */
        delete: operations["deleteWorklet"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        /** The namespaces that hold entries */
        get: operations["listNamespaces"];
        put?: never;
        post?: never;
        /** Deletes everything the worklet keeps */
        delete: operations["clearWorklet"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv/{namespace}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
            };
            cookie?: never;
        };
        /** The keys of a namespace, in order, a page at a time */
        get: operations["listKeys"];
        put?: never;
        post?: never;
        /** Deletes a namespace */
        delete: operations["clearNamespace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv/{namespace}/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        /** The value of a key */
        get: operations["getEntry"];
        /** Writes a value */
        put: operations["putEntry"];
        post?: never;
        /** Deletes a key */
        delete: operations["deleteEntry"];
        options?: never;
        /** Whether a key exists */
        head: operations["headEntry"];
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv/{namespace}/{key}:append": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds to the end of a string, atomically */
        post: operations["appendEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv/{namespace}/{key}:increment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds to a number, atomically
         * @description An absent key counts as 0. The arithmetic is decimal and exact (0.1 + 0.2 is 0.3). With `path` the number is
         *     looked for inside the value, which keeps every other byte; what is missing on the way is made.
         *     A number of more than 400 digits or beyond 1e308 is refused as `not_a_number`.
         */
        post: operations["incrementEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv/{namespace}/{key}:touch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets or removes the expiry of a key; its version stays */
        post: operations["touchEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv/{namespace}:mget": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The values of several keys; absent ones are left out */
        post: operations["getEntries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv/{namespace}:mset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes several keys, all or nothing */
        post: operations["setEntries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv/{namespace}:watch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
            };
            cookie?: never;
        };
        /**
         * What is there, then every change in commit order, as Server-Sent Events
         * @description Without `Last-Event-ID`: a `put` event for each entry there is, then `ready`, whose id is the revision they show.
         *     Then, and at once with `Last-Event-ID`, one event a change: `put` (data: `WatchedPut`), `delete` (`WatchedDelete`, also for an
         *     entry that expired) or `clear` (the whole namespace); the id is the change's revision, which is the version of the entry it
         *     wrote. A comment comes every 15 seconds. A reader that does not keep up is disconnected and resumes by `Last-Event-ID`.
         *     Changes are kept for ten minutes after the last watcher has gone, and 10,000 a worklet; a stream that outlives its log ends
         *     with the event `compacted`.
         */
        get: operations["watchNamespace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv:commit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Several operations in one transaction, if all checks hold */
        post: operations["commit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv:export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        /**
         * Everything, as of one moment
         * @description As one JSON object of namespaces, or as a line an entry with `Accept: application/x-ndjson`, which also keeps
         *     expiries and, with `versions=true`, versions.
         */
        get: operations["exportWorklet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv:import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what an export holds, all or nothing */
        post: operations["importWorklet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/kv:stats": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        /** How much there is */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklets/{workletId}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new token for a worklet, whose store is made when it is new */
        post: operations["issueToken"];
        /** Revokes every token of a worklet */
        delete: operations["revokeTokens"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Append: {
            /** @description Seconds; without it an expiry stays as it is */
            ttl?: number;
            value: string;
        };
        Appended: {
            /** @description In UTF-16 units, as `length` in JavaScript */
            length: number;
            version: components["schemas"]["Version"];
        };
        Check: {
            key: components["schemas"]["Key"];
            ns: components["schemas"]["NamespaceName"];
            /** @description The version the entry must have; 0 or null it must not exist */
            version: number | null;
        };
        /** @enum {string} */
        Code: "validation_failed" | "key_not_found" | "version_mismatch" | "check_failed" | "not_a_number" | "not_a_string" | "value_too_large" | "quota_exceeded" | "unauthorized" | "forbidden" | "rate_limited" | "unavailable" | "compacted" | "not_found" | "method_not_allowed";
        Commit: {
            checks?: components["schemas"]["Check"][];
            operations?: components["schemas"]["Operation"][];
        };
        CommitProblem: components["schemas"]["Problem"] & {
            failed?: {
                /** @description Of the check */
                index: number;
                key: string;
                ns: string;
                /** @description The current one; null: absent */
                version: number | null;
            }[];
            /** @description Of the operation that could not be done, from 0 */
            operation?: number;
        };
        Committed: {
            /** @description One an operation, in order */
            results: {
                length?: number;
                value?: number;
                /** @description 0: there was nothing to delete or touch */
                version: number;
            }[];
        };
        Data: {
            [key: string]: {
                [key: string]: components["schemas"]["Value"];
            };
        };
        Entry: {
            /** Format: date-time */
            expiresAt?: string;
            key: components["schemas"]["Key"];
            /** Format: date-time */
            updatedAt: string;
            value: components["schemas"]["Value"];
            version: components["schemas"]["Version"];
        };
        ExportedEntry: {
            /** Format: date-time */
            expiresAt?: string;
            key: components["schemas"]["Key"];
            namespace: components["schemas"]["NamespaceName"];
            value: components["schemas"]["Value"];
            version?: components["schemas"]["Version"];
        };
        ImportReport: {
            created: number;
            dryRun: boolean;
            replaced: number;
            skipped: number;
        };
        Increment: {
            /** @default 1 */
            delta: number;
            /** @description Nor above it */
            max?: number;
            /** @description The result is not let below it */
            min?: number;
            /** @description Where in the value: names of members, or numbers of array elements */
            path?: string[];
            /** @description Seconds; without it an expiry stays as it is */
            ttl?: number;
        };
        Incremented: {
            value: number;
            version: components["schemas"]["Version"];
        };
        Key: string;
        KeyPage: {
            /** @description Names the next page; null on the last */
            cursor: string | null;
            entries?: components["schemas"]["Entry"][];
            keys: components["schemas"]["Key"][];
            /** @description The limit that was used */
            limit: number;
            /** @description Whether there are more */
            truncated: boolean;
        };
        Namespace: {
            bytes: number;
            keys: number;
            namespace: components["schemas"]["NamespaceName"];
            /** Format: date-time */
            updatedAt: string;
        };
        NamespaceName: string;
        Operation: {
            /** @default 1 */
            delta: number;
            key: components["schemas"]["Key"];
            max?: number;
            min?: number;
            ns: components["schemas"]["NamespaceName"];
            /** @enum {string} */
            op: "put" | "delete" | "increment" | "append" | "touch";
            ttl?: number | null;
            /** @description For put: the value. For append: a string. */
            value?: unknown;
        };
        /** @description RFC 9457 */
        Problem: {
            code: components["schemas"]["Code"];
            detail: string;
            status: number;
            title: string;
            type?: string;
            version?: components["schemas"]["Version"];
        };
        Stats: {
            /** Format: date-time */
            lastUpdated: string | null;
            maxBytes?: number;
            maxKeys?: number;
            /** @description Of the values */
            storageBytes: number;
            totalKeys: number;
            totalNamespaces: number;
        };
        /** @description Any JSON up to 1 */
        Value: unknown;
        /** Format: int64 */
        Version: number;
        WatchedDelete: {
            key: components["schemas"]["Key"];
            version: components["schemas"]["Version"];
        };
        WatchedPut: {
            /** Format: date-time */
            expiresAt?: string;
            key: components["schemas"]["Key"];
            value: components["schemas"]["Value"];
            version: components["schemas"]["Version"];
        };
        Worklet: {
            bytes: number;
            /** Format: date-time */
            deletedAt?: string;
            /** Format: uuid */
            id: string;
            keys: number;
            namespaces: number;
            /** Format: date-time */
            updatedAt?: string;
        };
    };
    responses: {
        /** @description `forbidden`: another worklet's, or a read-only token */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `validation_failed`: the request does not say what it must */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `key_not_found` */
        KeyNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate_limited` */
        RateLimited: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `value_too_large` or `quota_exceeded` */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unauthorized`: no token, or one that is not known */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unavailable`: the database does not answer; a write may have been carried out */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `version_mismatch`; `version` is the current one, 0 for none */
        VersionMismatch: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description A version as its `ETag`, or `*`: only if the key exists */
        ifMatch: string;
        key: components["schemas"]["Key"];
        namespace: components["schemas"]["NamespaceName"];
        /** @description Only keys that start with it */
        prefix: string;
        workletId: string;
    };
    requestBodies: never;
    headers: {
        /** @description The version in quotation marks */
        ETag: string;
        /** @description When the entry expires */
        FlowExpiresAt: string;
        /** @description What the worklet uses and may use: `used=12, limit=1000000` */
        FlowQuota: string;
        /** @description Seconds */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listWorklets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most a thousand */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        worklets: components["schemas"]["Worklet"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWorklet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    listNamespaces: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their names, in order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `?details=true` */
                        details?: components["schemas"]["Namespace"][];
                        namespaces: string[];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    clearWorklet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many entries there were */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted: number;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** @description Only keys that start with it */
                prefix?: components["parameters"]["prefix"];
                /** @description `*` stands for any characters, `?` for one; applied before paging */
                pattern?: string;
                /** @description Keys a page; more than 10,000 count as 10,000 */
                limit?: number;
                /** @description From the page before */
                cursor?: string;
                /** @description Also `entries`, the keys with their values and versions; a page then ends at 4 MiB of values */
                values?: boolean;
            };
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    clearNamespace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many entries there were */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted: number;
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description A version that is already known; 304 while it is the current one */
                "If-None-Match"?: string;
            };
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The value as it was written */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Flow-Expires-At": components["headers"]["FlowExpiresAt"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Value"];
                };
            };
            /** @description The version is the known one */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["KeyNotFound"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    putEntry: {
        parameters: {
            query?: {
                /**
                 * @description Seconds until the entry expires. Without it the entry does not expire, even if it did before; `keep` leaves
                 *     an expiry as it is.
                 */
                ttl?: number | "keep";
            };
            header?: {
                /** @description A version as its `ETag`, or `*`: only if the key exists */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description `*`: write only if the key does not exist */
                "If-None-Match"?: string;
            };
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Value"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Flow-Quota-Bytes": components["headers"]["FlowQuota"];
                    "Flow-Quota-Keys": components["headers"]["FlowQuota"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Replaced */
            204: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Flow-Quota-Bytes": components["headers"]["FlowQuota"];
                    "Flow-Quota-Keys": components["headers"]["FlowQuota"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["VersionMismatch"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description A version as its `ETag`, or `*`: only if the key exists */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    "Flow-Quota-Bytes": components["headers"]["FlowQuota"];
                    "Flow-Quota-Keys": components["headers"]["FlowQuota"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["KeyNotFound"];
            412: components["responses"]["VersionMismatch"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    headEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It exists */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Flow-Expires-At": components["headers"]["FlowExpiresAt"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The version is the known one */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It does not */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    appendEntry: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Made up by the caller for one change: the call can be repeated for a day and takes effect once. The
                 *     repetition gets the first answer.
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Append"];
            };
        };
        responses: {
            /** @description The new length */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Flow-Quota-Bytes": components["headers"]["FlowQuota"];
                    "Flow-Quota-Keys": components["headers"]["FlowQuota"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appended"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The value is not a string */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            /** @description The idempotency key was used for another call */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    incrementEntry: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Made up by the caller for one change: the call can be repeated for a day and takes effect once. The
                 *     repetition gets the first answer.
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Increment"];
            };
        };
        responses: {
            /** @description The new number */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Flow-Quota-Bytes": components["headers"]["FlowQuota"];
                    "Flow-Quota-Keys": components["headers"]["FlowQuota"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incremented"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The value is not a number */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            /** @description The idempotency key was used for another call */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    touchEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Seconds from now; null for none */
                    ttl: number | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        expiresAt: string | null;
                        version: components["schemas"]["Version"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["KeyNotFound"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEntries: {
        parameters: {
            query?: {
                /** @description Answer `{"key":{"value":...,"version":n}}` */
                versions?: boolean;
            };
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    keys: components["schemas"]["Key"][];
                };
            };
        };
        responses: {
            /** @description By key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: components["schemas"]["Value"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    setEntries: {
        parameters: {
            query?: {
                /** @description As for one key, for all of them */
                ttl?: number | "keep";
            };
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: components["schemas"]["Value"];
                };
            };
        };
        responses: {
            /** @description Written */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    watchNamespace: {
        parameters: {
            query?: {
                /** @description Only keys that start with it */
                prefix?: components["parameters"]["prefix"];
                /** @description The same, for clients that cannot set a header */
                lastEventId?: string;
            };
            header?: {
                /** @description The last revision that was seen */
                "Last-Event-ID"?: string;
            };
            path: {
                workletId: components["parameters"]["workletId"];
                namespace: components["parameters"]["namespace"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description `compacted`: changes since that revision are no longer kept; begin anew without it */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    commit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Commit"];
            };
        };
        responses: {
            /** @description Committed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Committed"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description Nothing was changed: `check_failed` with the failed checks and the current versions; `not_a_number` or
             *     `not_a_string` with the operation that could not be done
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CommitProblem"];
                };
            };
            413: components["responses"]["TooLarge"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportWorklet: {
        parameters: {
            query?: {
                /** @description Only this one */
                namespace?: string;
                versions?: boolean;
            };
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data"];
                    "application/x-ndjson": components["schemas"]["ExportedEntry"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    importWorklet: {
        parameters: {
            query?: {
                /** @description What becomes of a key that exists already */
                conflict?: "overwrite" | "skip" | "fail";
                /** @description Do and count everything, keep nothing */
                dryRun?: boolean;
            };
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Data"];
                "application/x-ndjson": components["schemas"]["ExportedEntry"];
            };
        };
        responses: {
            /** @description What was done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description `check_failed`: with `conflict=fail`, a key exists already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    getStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description From counters that every write keeps; entries that expired count until they are swept, seconds later */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stats"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    issueToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @default read-write
                     * @enum {string}
                     */
                    access?: "read-write" | "read-only";
                    /** @description Where the worklet's pages come from (CORS); known already when the platform runs it */
                    origins?: string[];
                };
            };
        };
        responses: {
            /** @description The token, shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        access: "read-write" | "read-only";
                        token: string;
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeTokens: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workletId: components["parameters"]["workletId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked; another instance of this service follows within a second */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
}
