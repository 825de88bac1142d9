"""How people and programs use the base: the HTTP API, the pages, the command `praktyki`.

What is computed and what is told stand apart. `planning` computes plans, visits, briefings and checks of programmes, and knows
neither HTTP nor words; a package each then takes the request, has it computed and tells the answer in Polish or English:

    searching   a search: from what a person asked to hits as the contract says
    plans       an activity plan out of a list of needs
    visits      a study visit: its days, stops, letters, checklist
    briefings   a briefing of an area: what is done there
    programmes  the check of a programme of cooperation
    fit         a practice compared with the reader's own place

    contract    models of the contract that belong to none of these alone: search, records, exports, state
    routes      the HTTP API: thin, one module for each kind of address
    web         the pages: views, forms, templates, texts
    export      files: CSV, Excel, Word, calendar, maps, JSON-LD
    commands    what each `praktyki` command does; `cli` says what it takes

    access      keys, sessions, who may do what
    limits      what one request, one client and the whole server may take
    operation   logs, metrics, stopping
    backup      one file with everything, and back
    bench       benchmarks of a running server
"""
