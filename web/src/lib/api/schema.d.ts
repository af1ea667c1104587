/* Generated from web/openapi.json by `npm run codegen`. Do not edit by hand. */

export interface paths {
    "/api/admin/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What everybody did, newest first. */
        get: operations["admin_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done to races, roles and pools, newest first. Keeps what was done to deleted races. */
        get: operations["admin_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stock of every pool, what is wrong with its archives, and how refills go. */
        get: operations["admin_pools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/pools/{pool_name}/seeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a seed archive, which is the body as it is, checks it and puts it into a pool. */
        post: operations["upload_seed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/seeds/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes every seed of a pool out of use. Races keep theirs. */
        post: operations["discard_seeds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/seeds/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stores the new seeds of one pool. */
        post: operations["scan_seeds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/seeds/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stock of every pool. */
        get: operations["seed_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody, those who were here last first. */
        get: operations["list_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Makes somebody an organizer, or a plain user again. */
        patch: operations["patch_user"];
        trace?: never;
    };
    "/api/auth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where Twitch sends the browser back to. */
        get: operations["callback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/dev": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by name alone. Only where development sign-in is switched on. */
        post: operations["dev_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges the code that a sign-in came back with for a token. */
        post: operations["exchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs out everywhere: all sessions of the account end. */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed-in user. */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The devices the caller is signed in on, the newest first. */
        get: operations["sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs one of the caller's devices out. */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/twitch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Begins a sign-in: sends the browser to Twitch. */
        get: operations["twitch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/discord/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What Discord sends when somebody presses a button. Signed by Discord. */
        post: operations["discord_interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/discord/setup-runner-message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Posts the message with the buttons for the role of runners. */
        post: operations["post_runner_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/i18n/locales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The languages that texts of the game are available in, English first. */
        get: operations["locales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invite/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an invite is for. */
        get: operations["read_invite"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invite/{token}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes up an invite made for the caller's login. */
        post: operations["accept_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stock of every pool that has seeds. */
        get: operations["pools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public races: running first, then upcoming by schedule, then finished. */
        get: operations["list"];
        put?: never;
        /** Creates a race in setup, with a random seed of the pool. */
        post: operations["create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The scheduled races that are public and not over. */
        get: operations["calendar_of_races"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One race. Unlisted races are readable by everybody who has the address. */
        get: operations["read"];
        put?: never;
        post?: never;
        /** Deletes a race in any status, with everything that belongs to it. */
        delete: operations["delete"];
        options?: never;
        head?: never;
        /**
         * Changes visibility (any time) and everything else that can be chosen (during setup), all of it or
         *     nothing.
         */
        patch: operations["patch"];
        trace?: never;
    };
    "/api/races/{race_id}/abandon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives up the caller's own run. */
        post: operations["abandon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done to a race, newest first. */
        get: operations["race_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One race. */
        get: operations["calendar_of_race"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/cancel-countdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls a running countdown off. */
        post: operations["cancel_countdown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/cast-join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the caller a caster of a race that is not over. */
        post: operations["cast_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/cast-leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the caller's role of caster, in any status of the race. */
        post: operations["cast_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/casters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes somebody a caster, in any status of the race. */
        post: operations["add_caster"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/casters/{caster_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes the role of caster away, in any status of the race. */
        delete: operations["remove_caster"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/co-organizers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives somebody every power over the race but to delete it and to name further helpers. */
        post: operations["add_co_organizer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/co-organizers/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes the power over the race away. Whoever did not take part in the race may know its map, and
         *     cannot join it later.
         */
        delete: operations["remove_co_organizer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/download/{mod_token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A participant's seed pack by the secret of its mod; for that participant, organizers and casters. */
        get: operations["by_token"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a running race; whoever still plays counts as having given up. */
        post: operations["finish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/graph/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole map of a race, as spectators who follow by ticks are told its address. Only while
         *     everybody may see it, and not for those who race under fog.
         */
        get: operations["graph_of_race"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/invites/{invite_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an open invite back. */
        delete: operations["revoke_invite"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers the caller in a race with open registration. */
        post: operations["join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the caller out of a race in setup. */
        post: operations["leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/my-seed-pack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own seed pack. */
        get: operations["my_seed_pack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds somebody by login, or makes an invite for a login without an account. */
        post: operations["add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/participants/{participant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a participant during setup. */
        delete: operations["remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/participants/{participant_id}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts time, deaths or outcome of a result right; an outcome also ends a run that still goes on. */
        post: operations["correct_result"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/participants/{participant_id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leaves a result unconfirmed, or confirms it. */
        post: operations["hold_result"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/participants/{participant_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes back somebody's abandon or time-out. A race that was over goes on, unless its organizer
         *     had ended it.
         */
        post: operations["restore_participant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/release-seeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the seed packs available to the participants. */
        post: operations["release_seeds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/reroll-seed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the race another random seed of its pool; packs must be released anew. */
        post: operations["reroll_seed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a running or finished race back to setup, with the same seed and participants. */
        post: operations["reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts the race, at once or after a countdown that everybody sees. */
        post: operations["start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/races/{race_id}/suspicions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports that do not look like normal play, oldest first. They have no consequences by themselves. */
        get: operations["race_suspicions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/training": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own sessions, newest first. */
        get: operations["my_training"];
        put?: never;
        /** Begins a session on a random seed of the pool, if possible one that the caller has not played. */
        post: operations["create_training"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/training/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A session in full, for everybody who has its address. */
        get: operations["read_training"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/training/{session_id}/abandon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the caller's own session up. */
        post: operations["abandon_training"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/training/{session_id}/ghosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Finished runs of others on the seed of a session, fastest first, at most a hundred. */
        get: operations["training_ghosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/training/{session_id}/pack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seed pack of the caller's own session, while it is being played. */
        get: operations["training_pack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own account. */
        get: operations["my_account"];
        put?: never;
        post?: never;
        /**
         * Deletes the caller's account. Results of past races stay, without saying whose they were. Not
         *     possible while racing, or while organizing a race that is not over; races that have not begun are
         *     left.
         */
        delete: operations["delete_account"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is stored about the caller, as a file: the account, its sessions, races, casts,
         *     invites, what journals and the audit log say about it, and reports of its mods that did not look
         *     like play. Secrets such as tokens are left out.
         */
        get: operations["export_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/locale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Choose the language of game texts. It counts from the next connection on. */
        patch: operations["change_locale"];
        trace?: never;
    };
    "/api/users/me/races": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Races that the caller organizes or takes part in, newest first. */
        get: operations["my_races"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change settings of the in-game overlay. Those that are absent or null stay as they are. */
        patch: operations["change_settings"];
        trace?: never;
    };
    "/api/users/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Up to ten people whose login or name begins with the text, by login. */
        get: operations["search_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who a user is, and how often they did what. */
        get: operations["read_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{username}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a user did, newest first. Unlisted races are included. */
        get: operations["read_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{username}/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The scheduled races that somebody organizes or takes part in, past ones too. Unlisted races are
         *     included, as in the feed of what a user did.
         */
        get: operations["calendar_of_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{username}/pool-stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A user's finished runs by pool, most runs first. */
        get: operations["read_pool_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server is up, and which version it is. */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server can serve: it is not stopping, and its database answers. */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An invitation just accepted. */
        AcceptedInvite: {
            /** @description The new participant. */
            participant: components["schemas"]["Participant"];
            /**
             * Format: uuid
             * @description Race they are in now.
             */
            race_id: string;
        };
        /** @description A part of a feed, newest first. */
        Activity: {
            /** @description Whether more follow. */
            has_more: boolean;
            /** @description The items. */
            items: components["schemas"]["ActivityItem"][];
            /**
             * Format: int64
             * @description How many there are in all.
             */
            total: number;
        };
        /** @description One thing a user did. */
        ActivityItem: components["schemas"]["ActivityKind"] & {
            /**
             * Format: date-time
             * @description When the race or session was created.
             */
            date: string;
            user?: components["schemas"]["ActivityUser"] | null;
        };
        /** @description What a user did. */
        ActivityKind: {
            /**
             * Format: int32
             * @description Own deaths.
             */
            death_count: number;
            /**
             * Format: int32
             * @description Own in-game time in milliseconds.
             */
            igt_ms: number;
            /**
             * Format: int32
             * @description Rank among the finishers, from 1; absent without a finish.
             */
            placement?: number | null;
            /**
             * Format: uuid
             * @description The race.
             */
            race_id: string;
            /** @description Its name. */
            race_name: string;
            /** @description Where it stands. */
            status: components["schemas"]["RaceStatus"];
            /**
             * Format: int32
             * @description How many took part.
             */
            total_participants: number;
            /** @enum {string} */
            type: "race_participant";
        } | {
            /**
             * Format: int32
             * @description How many take part.
             */
            participant_count: number;
            /**
             * Format: uuid
             * @description The race.
             */
            race_id: string;
            /** @description Its name. */
            race_name: string;
            /** @description Where it stands. */
            status: components["schemas"]["RaceStatus"];
            /** @enum {string} */
            type: "race_organizer";
        } | {
            /**
             * Format: uuid
             * @description The race.
             */
            race_id: string;
            /** @description Its name. */
            race_name: string;
            /** @description Where it stands. */
            status: components["schemas"]["RaceStatus"];
            /** @enum {string} */
            type: "race_caster";
        } | {
            /**
             * Format: int32
             * @description Deaths.
             */
            death_count: number;
            /** @description Whether it is left out of the figures. */
            exclude_from_stats: boolean;
            /**
             * Format: int32
             * @description In-game time in milliseconds.
             */
            igt_ms: number;
            /** @description Its pool. */
            pool_name: string;
            /**
             * Format: uuid
             * @description The session.
             */
            session_id: string;
            /** @description Where it stands. */
            status: components["schemas"]["TrainingStatus"];
            /** @enum {string} */
            type: "training";
        };
        /** @description A user in a feed. */
        ActivityUser: {
            /**
             * Format: uuid
             * @description Id of the account.
             */
            id: string;
            /** @description Picture. */
            twitch_avatar_url?: string | null;
            /** @description Name for people. */
            twitch_display_name?: string | null;
            /** @description Login. */
            twitch_username: string;
        };
        /** @description Body of `POST /api/races/{race_id}/casters`. */
        AddCaster: {
            /** @description Login of the commentator, who must have an account. */
            twitch_username: string;
        };
        /** @description Body of `POST /api/races/{race_id}/co-organizers`. */
        AddCoOrganizer: {
            /** @description Login of the helper, who must have an account. */
            twitch_username: string;
        };
        /** @description Body of `POST /api/races/{race_id}/participants`. */
        AddParticipant: {
            /** @description Login of the person to add or to invite. */
            twitch_username: string;
        };
        /** @description What adding a person led to; exactly one field is not null. */
        AddedParticipant: {
            invite: components["schemas"]["Invite"] | null;
            participant: components["schemas"]["Participant"] | null;
        };
        /** @description One pool as its folder and the database have it. */
        AdminPool: {
            /**
             * Format: int64
             * @description Seeds ready to be raced.
             */
            available: number;
            /**
             * Format: int64
             * @description Seeds given to races.
             */
            consumed: number;
            /**
             * Format: int64
             * @description Seeds taken out of use.
             */
            discarded: number;
            /** @description Whether it is low. */
            low: boolean;
            /**
             * Format: int32
             * @description With fewer available seeds than this, the pool is low.
             */
            low_seeds: number;
            /**
             * Format: int64
             * @description Seeds that would be ready if their archive were there as it was.
             */
            missing: number;
            /** @description Its name. */
            name: string;
            refill: components["schemas"]["PoolRefill"] | null;
            /** @description Archives that cannot be used, by name. */
            unusable: components["schemas"]["UnusableArchive"][];
            /** @description Whether it has a folder with settings, which the server keeps an eye on. */
            watched: boolean;
        };
        /** @description Answer of `GET /api/admin/pools`. */
        AdminPools: {
            /**
             * Format: date-time
             * @description When the folders were looked at last; null before the first look.
             */
            looked_at: string | null;
            /** @description Every pool that has seeds or a folder, by name. */
            pools: components["schemas"]["AdminPool"][];
            /** @description Why the folders cannot be looked at, in words; null when they can. */
            problem: string | null;
            refill: components["schemas"]["RefillRules"] | null;
            /**
             * Format: int64
             * @description Largest archive that can be uploaded, in bytes.
             */
            upload_bytes: number;
        };
        /** @description A user in the list of all users. */
        AdminUser: {
            /**
             * Format: date-time
             * @description When the account was made.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Id of the account.
             */
            id: string;
            /**
             * Format: date-time
             * @description When they were here last.
             */
            last_seen: string | null;
            /**
             * Format: int64
             * @description Participations.
             */
            race_count: number;
            /** @description Global role. */
            role: components["schemas"]["Role"];
            /**
             * Format: int64
             * @description Solo sessions.
             */
            training_count: number;
            /** @description Picture. */
            twitch_avatar_url: string | null;
            /** @description Name for people. */
            twitch_display_name: string | null;
            /** @description Login. */
            twitch_username: string;
        };
        /** @description One thing done. */
        AuditItem: {
            /** @description What, such as `race_started`. */
            action: string;
            actor: components["schemas"]["User"] | null;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Particulars for people, such as a reason. */
            detail: string | null;
            /**
             * Format: int64
             * @description Number of the entry; later entries have higher ones.
             */
            id: number;
            /**
             * Format: uuid
             * @description Race it was done to.
             */
            race_id: string | null;
            /** @description Name of that race at that time. */
            race_name: string | null;
            subject: components["schemas"]["User"] | null;
        };
        /** @description A part of the log, newest first. */
        AuditLog: {
            /** @description Whether there are more after these. */
            has_more: boolean;
            /** @description The entries asked for. */
            items: components["schemas"]["AuditItem"][];
            /**
             * Format: int64
             * @description How many there are in all.
             */
            total: number;
        };
        /** @description Acceptance of a mod, with all it needs to know. */
        AuthOk: {
            /**
             * Format: uuid
             * @description Who the mod is.
             */
            participant_id: string;
            /** @description Everybody in the order of the leaderboard, the receiver included. */
            participants: components["schemas"]["ParticipantInfo"][];
            /** @description The race. */
            race: components["schemas"]["RaceInfo"];
            /** @description The seed, without its graph. */
            seed: components["schemas"]["SeedInfo"];
            ticks?: components["schemas"]["TickStart"] | null;
        };
        /** @description A commentator of a race. */
        Caster: {
            /**
             * Format: uuid
             * @description Id of the entry, not of the account.
             */
            id: string;
            /** @description Whether the channel is live on Twitch. */
            is_live: boolean;
            /** @description Address of the channel while it is live. */
            stream_url: string | null;
            /** @description Who commentates. */
            user: components["schemas"]["User"];
        };
        /** @description The language chosen for an account; request and answer. */
        ChosenLocale: {
            /** @description Code of an available locale. */
            locale: string;
        };
        /**
         * @description Answer to `clock`, to the asking socket only.
         *
         *     The client takes the offset from the round trip with the smallest delay:
         *     `server_ms − (client_ms + received_ms) / 2`.
         */
        ClockReply: {
            /**
             * Format: int64
             * @description The client's clock from the question, unchanged.
             */
            client_ms: number;
            /**
             * Format: int64
             * @description The server's clock, in Unix milliseconds.
             */
            server_ms: number;
        };
        /**
         * @description Body of `POST /api/races/{race_id}/participants/{participant_id}/correct`; at least one value
         *     besides the reason.
         */
        CorrectResult: {
            /**
             * Format: int32
             * @description The right number of deaths; absent or null leaves it.
             */
            death_count?: number | null;
            /**
             * Format: int32
             * @description The right final in-game time in milliseconds, at least 1; absent or null leaves it.
             */
            igt_ms?: number | null;
            /** @description Why, 1 to 500 characters after trimming. */
            reason: string;
            status?: components["schemas"]["Outcome"] | null;
        };
        /**
         * @description A countdown began, changed or was cancelled.
         *
         *     Also sent right after the first snapshot to a client that connects during a countdown.
         */
        Countdown: {
            /**
             * Format: int64
             * @description The server's clock when it sent this, in Unix milliseconds.
             */
            server_now_ms: number;
            /**
             * Format: int64
             * @description When the race starts by the server's clock, in Unix milliseconds; null: cancelled.
             */
            starts_at_ms: number | null;
        };
        /** @description Body of `POST /api/races`. */
        CreateRace: {
            /** @description Free settings; stored, never interpreted. */
            config?: Record<string, never>;
            /** @description Whether racers see only what they have discovered of the map while they race. */
            fog_of_war?: boolean;
            /** @description Whether the race is listed. */
            is_public?: boolean;
            /**
             * Format: int32
             * @description How many may join by themselves, 2 to 100.
             */
            max_participants?: number | null;
            /** @description Name, 1 to 200 characters after trimming. */
            name: string;
            /** @description Whether people may join by themselves; needs `max_participants`. */
            open_registration?: boolean;
            /** @description Whether the organizer races too. */
            organizer_participates?: boolean;
            /** @description Pool to take a seed from. */
            pool_name?: string;
            /**
             * Format: date-time
             * @description When the race is planned to start; not in the past.
             */
            scheduled_at?: string | null;
        };
        /** @description Body of `POST /api/training`. */
        CreateTraining: {
            /** @description Whether the session is left out of the figures ("slow run"). */
            exclude_from_stats?: boolean;
            /** @description Pool to take a seed from; it must be one for training. */
            pool_name?: string;
        };
        /** @description Body of `DELETE /api/users/me`. */
        DeleteAccount: {
            /** @description The caller's own login, as a sign that they mean it. */
            twitch_username: string;
        };
        /** @description Body of `POST /api/auth/dev`, which exists only where the operator switched it on. */
        DevSignIn: {
            /** @description Role the account gets. */
            role?: components["schemas"]["Role"];
            /** @description Login of the account, which is created when there is none. */
            twitch_username: string;
        };
        /** @description A device that is signed in. */
        DeviceSession: {
            /**
             * Format: date-time
             * @description When the device signed in.
             */
            created_at: string;
            /** @description Whether it is the session that asks. */
            current: boolean;
            /**
             * Format: uuid
             * @description Id of the session; no secret.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last used, give or take some minutes.
             */
            last_used_at: string | null;
            /** @description What the browser or program called itself, shortened. */
            user_agent: string | null;
        };
        /** @description Answer to `GET /api/auth/sessions`. */
        DeviceSessions: {
            /** @description The caller's sessions, the newest first. */
            sessions: components["schemas"]["DeviceSession"][];
        };
        /**
         * @description A difficulty, in words.
         * @enum {string}
         */
        Difficulty: "Easy" | "Normal" | "Hard";
        /** @description Outcome of discarding a pool. */
        DiscardedPool: {
            /**
             * Format: int64
             * @description Seeds taken out of use.
             */
            discarded: number;
            /** @description Name of the pool. */
            pool_name: string;
        };
        /** @description An event flag of the seed was set. */
        EventFlag: {
            /**
             * Format: int64
             * @description Number of the event, strictly increasing per participant; asks for an `ack`.
             */
            event_id?: number | null;
            /**
             * Format: int32
             * @description The flag.
             */
            flag_id: number;
            /**
             * Format: int32
             * @description In-game time in milliseconds when the flag was seen; absent when unknown.
             */
            igt_ms?: number | null;
        };
        /** @description Body of `POST /api/auth/exchange`. */
        ExchangeCode: {
            /** @description The code with which a sign-in came back to the page; good for one use within a minute. */
            code: string;
        };
        /** @description What a code was worth. */
        ExchangedCode: {
            /** @description Opaque token for `Authorization: Bearer`; a secret. */
            token: string;
        };
        /** @description The fault of one field of a request. */
        FieldError: {
            /** @description Path to the field, such as `["body", "name"]`. */
            loc: string[];
            /** @description What is wrong with it. */
            msg: string;
            /** @description Stable identifier of the fault. */
            type: string;
        };
        /** @description The run is over, in the words of a mod of the first phase. */
        Finished: {
            /**
             * Format: int64
             * @description Number of the event, strictly increasing per participant; asks for an `ack`.
             */
            event_id?: number | null;
            /**
             * Format: int32
             * @description Final in-game time in milliseconds; absent when unknown.
             */
            igt_ms?: number | null;
        };
        /** @description A message of a mod. */
        FromMod: {
            /** @description Secret of the participant, from the seed pack. */
            mod_token: string;
            /** @description Version of the mod. */
            mod_version?: string | null;
            /** @description Seed of the pack the mod came with, from its settings. */
            seed_id?: string | null;
            /** @description Whether the standings shall come as ticks. */
            ticks?: boolean;
            /** @enum {string} */
            type: "auth";
        } | {
            /** @enum {string} */
            type: "ready";
        } | (components["schemas"]["StatusUpdate"] & {
            /** @enum {string} */
            type: "status_update";
        }) | (components["schemas"]["EventFlag"] & {
            /** @enum {string} */
            type: "event_flag";
        }) | (components["schemas"]["ZoneEntered"] & {
            /** @enum {string} */
            type: "zone_entered";
        }) | (components["schemas"]["Finished"] & {
            /** @enum {string} */
            type: "finished";
        }) | (components["schemas"]["ZoneQuery"] & {
            /** @enum {string} */
            type: "zone_query";
        }) | {
            /**
             * Format: int64
             * @description The client's clock, echoed in the answer; milliseconds since any instant.
             */
            client_ms: number;
            /** @enum {string} */
            type: "clock";
        } | {
            /** @enum {string} */
            type: "pong";
        };
        /** @description A message of a web client or a stream overlay. */
        FromSpectator: {
            /** @description Token of the viewer's account. */
            token?: string | null;
            /** @enum {string} */
            type: "auth";
        } | {
            /**
             * Format: int64
             * @description The client's clock, echoed in the answer; milliseconds since any instant.
             */
            client_ms: number;
            /** @enum {string} */
            type: "clock";
        } | {
            /** @enum {string} */
            type: "pong";
        };
        /** @description Somebody's finished run on the same seed, without a name. */
        Ghost: {
            /**
             * Format: int32
             * @description Deaths in all.
             */
            death_count: number;
            /**
             * Format: int32
             * @description Final in-game time in milliseconds.
             */
            igt_ms: number;
            /** @description Every entry into a node in order, revisits included; never empty. */
            zone_history: components["schemas"]["ZoneVisit"][];
        };
        /** @description Body of `GET /health`. */
        Health: {
            /** @description Whether signing in by name alone is switched on, as it is in development only. */
            dev_sign_in: boolean;
            /** @description `ok` while the server serves. */
            status: string;
            /** @description Version of the server. */
            version: string;
        };
        /** @description Body of `POST /api/races/{race_id}/participants/{participant_id}/hold`. */
        HoldResult: {
            /** @description Whether the result is unconfirmed from now on. */
            held: boolean;
            /** @description Why, 1 to 500 characters after trimming. */
            reason: string;
        };
        /** @description An invitation just made or found again. */
        Invite: {
            /**
             * Format: uuid
             * @description Race it invites to.
             */
            race_id: string;
            /** @description Secret part of the invitation's address. */
            token: string;
            /** @description Login the invitation is for. */
            twitch_username: string;
        };
        /** @description What the page behind an invitation's address shows. */
        InviteDetail: {
            /** @description Name of the race's organizer. */
            organizer_name: string;
            /** @description Name of the race it invites to. */
            race_name: string;
            /** @description Where the race stands. */
            race_status: components["schemas"]["RaceStatus"];
            /** @description Secret part of the invitation's address. */
            token: string;
            /** @description Login the invitation is for. */
            twitch_username: string;
        };
        /** @description The least and the greatest of the lengths of several seeds. */
        LengthRange: {
            /**
             * Format: double
             * @description The greatest.
             */
            max: number;
            /**
             * Format: double
             * @description The least.
             */
            min: number;
        };
        /**
         * @description State of what a socket shows: of a race, or of a solo session.
         * @enum {string}
         */
        LiveStatus: "setup" | "running" | "finished" | "abandoned";
        /**
         * @description The preparations for a race. Sent after the first snapshot while the race is in setup, and
         *     after each change; replaces what the receiver knew.
         */
        Lobby: {
            /** @description Commentators in join order. */
            casters: components["schemas"]["Caster"][];
            /**
             * Format: int32
             * @description How many may join by themselves.
             */
            max_participants: number | null;
            /** @description Name of the race. */
            name: string;
            /** @description Whether people may join by themselves. */
            open_registration: boolean;
            /** @description Who runs the race: the organizer, then the co-organizers. */
            organizers: components["schemas"]["User"][];
            /** @description Invitations nobody has accepted yet. */
            pending_invites: components["schemas"]["LobbyInvite"][];
            /** @description Pool of its seed. */
            pool_name: string | null;
            /** @description How far each participant is with the preparations, in join order. */
            readiness: components["schemas"]["Readiness"][];
            /**
             * Format: date-time
             * @description When the race is planned to start.
             */
            scheduled_at: string | null;
            /**
             * Format: date-time
             * @description When the seed packs were released.
             */
            seeds_released_at: string | null;
        };
        /** @description An invitation nobody has accepted yet, without its secret. */
        LobbyInvite: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Id of the invitation.
             */
            id: string;
            /** @description Login the invitation is for. */
            twitch_username: string;
        };
        /** @description A language that texts of the game are available in. */
        LocaleName: {
            /** @description Code of the locale, such as `en`. */
            code: string;
            /** @description What the language calls itself. */
            name: string;
        };
        /** @description The caller's own account. Never contains the token. */
        Me: {
            /**
             * Format: uuid
             * @description Id of the account.
             */
            id: string;
            /** @description Chosen language, such as `en`. */
            locale: string | null;
            /** @description Numbers that shape the in-game overlay; known key: `font_size` in pixels. */
            overlay_settings: {
                [key: string]: number;
            } | null;
            /** @description Global role. */
            role: components["schemas"]["Role"];
            /** @description Address of the picture. */
            twitch_avatar_url: string | null;
            /** @description Name as its owner spells it. */
            twitch_display_name: string | null;
            /** @description Twitch login. */
            twitch_username: string;
        };
        /**
         * @description How a run can end.
         * @enum {string}
         */
        Outcome: "finished" | "abandoned";
        /** @description The overlay's settings after a change. */
        OverlaySettings: {
            /** @description Numbers by name; empty if nothing was ever set. */
            overlay_settings: {
                [key: string]: number;
            };
        };
        /** @description A participant of a race with the progress so far. */
        Participant: {
            /**
             * Format: int32
             * @description Colour of the participant, counted from 0.
             */
            color_index: number;
            /** @description Whether the organizer has corrected the result. */
            corrected: boolean;
            /**
             * Format: int32
             * @description Deepest layer reached; the number of layers once finished.
             */
            current_layer: number;
            /**
             * Format: int32
             * @description Deaths so far.
             */
            death_count: number;
            /** @description Whether the organizer has not yet confirmed the result. */
            held: boolean;
            /**
             * Format: uuid
             * @description Id of the participation, not of the account.
             */
            id: string;
            /**
             * Format: int32
             * @description In-game time in milliseconds.
             */
            igt_ms: number;
            /** @description State in the race. */
            status: components["schemas"]["ParticipantStatus"];
            /** @description Who races. */
            user: components["schemas"]["User"];
        };
        /**
         * @description A participant as live messages show it.
         *
         *     Mods get it without positions, see [`ParticipantInfo::for_mods`].
         */
        ParticipantInfo: {
            /**
             * Format: int32
             * @description Colour of the participant, counted from 0.
             */
            color_index: number;
            /** @description Whether the organizer has corrected the result. */
            corrected: boolean;
            /**
             * Format: int32
             * @description Deepest layer reached; the number of layers once finished.
             */
            current_layer: number;
            /**
             * Format: int32
             * @description Tier of the current node.
             */
            current_layer_tier: number | null;
            /** @description Node the participant is in. */
            current_zone: string | null;
            /**
             * Format: int32
             * @description Deaths so far.
             */
            death_count: number;
            /**
             * Format: int64
             * @description Signed milliseconds to the leader, negative is ahead.
             */
            gap_ms: number | null;
            /** @description Whether the organizer has not yet confirmed the result. */
            held: boolean;
            /**
             * Format: uuid
             * @description Id of the participation; of the session in solo mode.
             */
            id: string;
            /**
             * Format: int32
             * @description In-game time in milliseconds.
             */
            igt_ms: number;
            /** @description Whether the channel is live on Twitch. */
            is_live: boolean;
            /**
             * Format: int32
             * @description In-game time of the first entry into `current_layer`, in milliseconds.
             */
            layer_entry_igt: number | null;
            /** @description Whether the participant's mod is connected. */
            mod_connected: boolean;
            /** @description State in the race. */
            status: components["schemas"]["ParticipantStatus"];
            /** @description Address of the channel while it is live. */
            stream_url: string | null;
            /** @description Name as its owner spells it. */
            twitch_display_name: string | null;
            /** @description Twitch login. */
            twitch_username: string;
            /** @description Every entry into a node in order, revisits included; null before the first. */
            zone_history: components["schemas"]["ZoneVisit"][] | null;
        };
        /** @description A participant in a list of races. */
        ParticipantPreview: {
            /**
             * Format: uuid
             * @description Id of the account.
             */
            id: string;
            /**
             * Format: int32
             * @description Rank counted from 1, for those who finished a finished race.
             */
            placement: number | null;
            /** @description Address of the picture. */
            twitch_avatar_url: string | null;
            /** @description Name as its owner spells it. */
            twitch_display_name: string | null;
            /** @description Twitch login. */
            twitch_username: string;
        };
        /**
         * @description State of a participant.
         * @enum {string}
         */
        ParticipantStatus: "registered" | "ready" | "playing" | "finished" | "abandoned";
        /** @description Body of `PATCH /api/races/{race_id}`. Everything but `is_public` can change during setup only. */
        PatchRace: {
            /**
             * @description Whether racers see only what they have discovered of the map while they race; absent or
             *     null leaves it as it is.
             */
            fog_of_war?: boolean | null;
            /** @description Whether the race is listed; absent or null leaves it as it is. */
            is_public?: boolean | null;
            /**
             * Format: int32
             * @description How many may join by themselves, 2 to 100: `None` (absent) leaves it as it is, `Some(None)`
             *     (null) clears it.
             */
            max_participants?: number | null;
            /** @description New name, 1 to 200 characters after trimming; absent or null leaves it as it is. */
            name?: string | null;
            /**
             * @description Whether people may join by themselves, which needs a capacity; absent or null leaves it as
             *     it is.
             */
            open_registration?: boolean | null;
            /**
             * @description Another pool to take a seed from, which must be released anew; absent, null or the race's
             *     own pool leaves the seed as it is.
             */
            pool_name?: string | null;
            /**
             * Format: date-time
             * @description Planned start: `None` (absent) leaves it as it is, `Some(None)` (null) clears it.
             */
            scheduled_at?: string | null;
        };
        /** @description Changes of the in-game overlay; what is absent or null stays as it is. */
        PatchSettings: {
            /**
             * Format: double
             * @description Height of the text in pixels, within [`crate::limits::FONT_SIZE`].
             */
            font_size?: number | null;
        };
        /** @description Body of `PATCH /api/admin/users/{user_id}`. */
        PatchUser: {
            /** @description The new role; nobody becomes an admin this way. */
            role: components["schemas"]["Role"];
        };
        /** @description An invitation nobody has accepted yet. */
        PendingInvite: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Id of the invitation.
             */
            id: string;
            /** @description Secret part of its address; null for everybody but the race's organizer. */
            token: string | null;
            /** @description Login the invitation is for. */
            twitch_username: string;
        };
        /** @description Settings a pool's seeds were made with, for people. */
        PoolConfig: {
            /** @description Whether found weapons come upgraded. */
            auto_upgrade_weapons: boolean | null;
            /** @description Whether random start items are given. */
            care_package: boolean | null;
            /** @description Labels of the random start items. */
            care_package_items: string[] | null;
            /** @description What the pool is about. */
            description: string | null;
            /** @description Expected duration, in words. */
            estimated_duration: string | null;
            /**
             * Format: int64
             * @description Tier of the final boss.
             */
            final_tier: number | null;
            item_difficulty: components["schemas"]["Difficulty"] | null;
            /** @description Whether items in the world are shuffled. */
            items_randomized: boolean | null;
            /**
             * Format: int64
             * @description Legacy dungeons in every seed.
             */
            legacy_dungeons: number | null;
            major_boss_ratio: components["schemas"]["Ratio"] | null;
            /**
             * Format: int64
             * @description Most layers of a seed.
             */
            max_layers: number | null;
            /**
             * Format: int64
             * @description Fewest layers of a seed.
             */
            min_layers: number | null;
            /** @description Whether the gargoyle pair is weakened. */
            nerf_gargoyles: boolean | null;
            /** @description Whether bosses are shuffled. */
            randomize_bosses: boolean | null;
            /** @description Whether weapons can be used without the attributes they ask for. */
            remove_requirements: boolean | null;
            /**
             * Format: int64
             * @description Position in lists, ascending.
             */
            sort_order: number;
            /** @description Labels of the fixed start items. */
            starting_items: string[] | null;
            /** @description `race` or `training`. */
            type: string;
            /**
             * Format: int64
             * @description Upgrade level of the weapons given at the start.
             */
            weapon_upgrade: number | null;
        };
        /** @description One refill of a pool. */
        PoolRefill: {
            /**
             * Format: date-time
             * @description When it began, or ended.
             */
            at: string;
            /**
             * Format: date-time
             * @description When it is tried again at the earliest; null unless it failed.
             */
            next_at: string | null;
            /** @description What went wrong, in words; null unless it failed. */
            problem: string | null;
            /**
             * Format: int64
             * @description Seeds that came of it.
             */
            seeds: number;
            /** @description How far it is. */
            state: components["schemas"]["RefillState"];
        };
        /** @description Body of the calls that concern one pool. */
        PoolRequest: {
            /** @description Name of the pool. */
            pool_name: string;
        };
        /**
         * @description How fair the seeds of a pool are, without telling what is in them. Lengths are sums of the
         *     weights of places; only ratios between them mean something.
         */
        PoolRoutes: {
            /**
             * Format: double
             * @description How many places a place leads on to; the mean over the seeds. 1 would be a corridor.
             */
            branching: number;
            /** @description Mean length of the routes of each seed, every gate that leads on being equally likely. */
            likely: components["schemas"]["LengthRange"];
            /**
             * Format: int64
             * @description Seeds that were looked at: all but withdrawn ones.
             */
            seeds: number;
            /** @description Length of the shortest route of each seed. */
            shortest: components["schemas"]["LengthRange"];
            /**
             * Format: double
             * @description How far a route usually is from that mean, as a share of it; the mean over the seeds.
             */
            spread: number;
        };
        /** @description A user's finished runs by pool, most runs first. */
        PoolStats: {
            /** @description One line per pool; a solo pool shares the line of its race pool. */
            pools: components["schemas"]["PoolStatsLine"][];
        };
        /** @description Finished runs on one pool. */
        PoolStatsLine: {
            /** @description Name of the pool. */
            pool_name: string;
            race: components["schemas"]["RunStats"] | null;
            /**
             * Format: int64
             * @description Runs of both kinds.
             */
            total_runs: number;
            training: components["schemas"]["RunStats"] | null;
        };
        /** @description An error answer. */
        Problem: {
            code?: components["schemas"]["ProblemCode"] | null;
            /** @description A complete sentence for people; the only member that version-1 clients read. */
            detail: string;
            /** @description Faults of single fields, for validation failures only. */
            errors?: components["schemas"]["FieldError"][];
            /**
             * Format: int32
             * @description HTTP status, repeated.
             */
            status: number;
            /** @description Short title of the kind. */
            title: string;
            /** @description Stable identifier of the kind of problem. */
            type: string;
            /** @description The names and numbers in the sentence, by what the code calls them. */
            values?: {
                [key: string]: string;
            };
        };
        /**
         * @description Why a request was refused. A code never changes its meaning; more of them may come.
         * @enum {string}
         */
        ProblemCode: "sign_in_required" | "too_many_requests" | "unavailable" | "internal" | "changed_meanwhile" | "organizer_role_required" | "admin_role_required" | "race_owner_required" | "race_organizer_required" | "user_not_found" | "race_not_found" | "not_in_setup" | "already_started" | "race_not_running" | "not_started" | "race_finished" | "countdown_running" | "no_countdown" | "countdown_too_long" | "no_seed" | "already_released" | "not_released" | "registration_closed" | "race_full" | "already_participant" | "is_caster" | "organizer_cannot_join" | "organizer_cannot_leave" | "unknown_participant" | "already_caster" | "not_caster" | "is_participant" | "already_organizer" | "not_co_organizer" | "schedule_in_past" | "capacity_missing" | "not_abandoned" | "ended_by_organizer" | "no_result" | "nothing_to_correct" | "time_missing" | "already_done" | "invite_not_found" | "invite_used" | "invite_of_somebody_else" | "pack_not_released" | "pack_for_participants" | "seed_file_missing" | "seed_file_replaced" | "no_seeds_left" | "pool_not_for_training" | "session_not_found" | "session_not_active" | "session_under_way" | "session_of_somebody_else" | "twitch_not_set_up" | "twitch_unreachable" | "twitch_refused" | "sign_in_expired" | "discord_not_set_up" | "name_mismatch" | "still_racing" | "still_organizing" | "admin_not_granted" | "admin_not_changed" | "upload_pool_unknown" | "upload_name_taken" | "upload_duplicate" | "upload_too_large" | "upload_too_slow" | "upload_cut" | "upload_unusable" | "upload_faulty" | "upload_disk_full" | "upload_not_written";
        /** @description A user's public page. */
        Profile: {
            /**
             * Format: date-time
             * @description When the account was made.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Id of the account.
             */
            id: string;
            /** @description Global role. */
            role: components["schemas"]["Role"];
            /** @description How often they did what. */
            stats: components["schemas"]["ProfileStats"];
            /** @description Picture. */
            twitch_avatar_url: string | null;
            /** @description Name for people. */
            twitch_display_name: string | null;
            /** @description Login. */
            twitch_username: string;
        };
        /** @description How often a user did what. */
        ProfileStats: {
            /**
             * Format: int64
             * @description Races cast.
             */
            casted_count: number;
            /**
             * Format: int64
             * @description Races organized.
             */
            organized_count: number;
            /**
             * Format: int64
             * @description Participations in races that have started.
             */
            race_count: number;
            /**
             * Format: int64
             * @description Solo sessions.
             */
            training_count: number;
        };
        /** @description A race in a list. */
        Race: {
            /** @description Commentators in join order. */
            casters: components["schemas"]["Caster"][];
            /** @description Who helps to run it, in the order of their naming. */
            co_organizers: components["schemas"]["User"][];
            /**
             * Format: date-time
             * @description When the race was created.
             */
            created_at: string;
            /** @description Whether racers see only what they have discovered of the map while they race. */
            fog_of_war: boolean;
            /**
             * Format: uuid
             * @description Id of the race.
             */
            id: string;
            /** @description Whether the race is listed. */
            is_public: boolean;
            /**
             * Format: int32
             * @description How many may join by themselves.
             */
            max_participants: number | null;
            /**
             * Format: int32
             * @description The caller's layer; only in the caller's own list.
             */
            my_current_layer: number | null;
            /**
             * Format: int32
             * @description The caller's deaths; only in the caller's own list.
             */
            my_death_count: number | null;
            /**
             * Format: int32
             * @description The caller's in-game time in milliseconds; only in the caller's own list.
             */
            my_igt_ms: number | null;
            /** @description Name of the race. */
            name: string;
            /** @description Whether people may join by themselves. */
            open_registration: boolean;
            /** @description Who runs the race. */
            organizer: components["schemas"]["User"];
            /**
             * Format: int32
             * @description Number of participants.
             */
            participant_count: number;
            /** @description At most five participants: by rank when the race is finished, else in join order. */
            participant_previews: components["schemas"]["ParticipantPreview"][];
            /** @description Pool of the assigned seed. */
            pool_name: string | null;
            /**
             * Format: date-time
             * @description When the race is planned to start.
             */
            scheduled_at: string | null;
            /**
             * Format: int32
             * @description Layers of the seed; only in the caller's own list.
             */
            seed_total_layers: number | null;
            /**
             * Format: date-time
             * @description When the seed packs were released.
             */
            seeds_released_at: string | null;
            /**
             * Format: date-time
             * @description When the race started.
             */
            started_at: string | null;
            /**
             * Format: date-time
             * @description When the running countdown ends and the race starts; null without countdown.
             */
            starts_at: string | null;
            /** @description State of the race. */
            status: components["schemas"]["RaceStatus"];
        };
        /** @description A race in full. */
        RaceDetail: {
            /** @description Commentators in join order. */
            casters: components["schemas"]["Caster"][];
            /** @description Who helps to run it, in the order of their naming. */
            co_organizers: components["schemas"]["User"][];
            /**
             * Format: date-time
             * @description When the race was created.
             */
            created_at: string;
            /** @description Whether racers see only what they have discovered of the map while they race. */
            fog_of_war: boolean;
            /**
             * Format: uuid
             * @description Id of the race.
             */
            id: string;
            /** @description Whether the race is listed. */
            is_public: boolean;
            /**
             * Format: int32
             * @description How many may join by themselves.
             */
            max_participants: number | null;
            /** @description Name of the race. */
            name: string;
            /** @description Whether people may join by themselves. */
            open_registration: boolean;
            /** @description Who runs the race. */
            organizer: components["schemas"]["User"];
            /**
             * Format: int32
             * @description Number of participants.
             */
            participant_count: number;
            /** @description Participants in join order. */
            participants: components["schemas"]["Participant"][];
            /** @description Invitations not accepted yet. */
            pending_invites: components["schemas"]["PendingInvite"][];
            pool_config: components["schemas"]["PoolConfig"] | null;
            /** @description Pool of the assigned seed. */
            pool_name: string | null;
            /**
             * Format: date-time
             * @description When the race is planned to start.
             */
            scheduled_at: string | null;
            /** @description Slug of the seed. */
            seed_number: string | null;
            /**
             * Format: int32
             * @description Layers of the seed.
             */
            seed_total_layers: number | null;
            /**
             * Format: int32
             * @description Nodes of the seed.
             */
            seed_total_nodes: number | null;
            /**
             * Format: int64
             * @description Routes through the seed, 0 when its file does not say.
             */
            seed_total_paths: number | null;
            /**
             * Format: date-time
             * @description When the seed packs were released.
             */
            seeds_released_at: string | null;
            /**
             * Format: date-time
             * @description When the race started.
             */
            started_at: string | null;
            /**
             * Format: date-time
             * @description When the running countdown ends and the race starts; null without countdown.
             */
            starts_at: string | null;
            /** @description State of the race. */
            status: components["schemas"]["RaceStatus"];
        };
        /** @description The race or solo session a socket belongs to. */
        RaceInfo: {
            /**
             * Format: uuid
             * @description Id of the race; of the session in solo mode.
             */
            id: string;
            /** @description Name of the race; of the pool in solo mode. */
            name: string;
            /**
             * Format: date-time
             * @description When the seed packs were released.
             */
            seeds_released_at: string | null;
            /**
             * Format: date-time
             * @description When it started; when the session was created in solo mode.
             */
            started_at: string | null;
            /** @description State of the race or session. */
            status: components["schemas"]["LiveStatus"];
        };
        /** @description A list of races. The counts are null when the request had no `limit`. */
        RaceList: {
            /** @description Whether there are more after these. */
            has_more: boolean | null;
            /** @description The races asked for. */
            races: components["schemas"]["Race"][];
            /**
             * Format: int64
             * @description How many races match in all.
             */
            total: number | null;
        };
        /** @description Everything a spectator may see of a race. */
        RaceState: {
            /** @description Everybody in the order of the leaderboard. */
            participants: components["schemas"]["ParticipantInfo"][];
            /** @description The race. */
            race: components["schemas"]["RaceInfo"];
            /** @description The seed, without its flags. */
            seed: components["schemas"]["SeedInfo"];
            ticks?: components["schemas"]["TickStart"] | null;
        };
        /**
         * @description State of a race.
         * @enum {string}
         */
        RaceStatus: "setup" | "running" | "finished";
        /**
         * @description A share, in words.
         * @enum {string}
         */
        Ratio: "Low" | "Medium" | "High";
        /** @description How far a participant is with the preparations. */
        Readiness: {
            /** @description Whether the mod is connected. */
            mod_connected: boolean;
            /** @description Whether the pack of the present seed was downloaded. */
            pack_downloaded: boolean;
            /**
             * Format: uuid
             * @description Who.
             */
            participant_id: string;
            /** @description Whether the mod has reported that play can begin. */
            ready: boolean;
            /** @description Whether the connected mod has the pack of the present seed; null when it did not say. */
            right_seed: boolean | null;
        };
        /** @description How low pools are refilled. */
        RefillRules: {
            /**
             * Format: int32
             * @description Runs in the last 24 hours.
             */
            runs: number;
            /**
             * Format: int32
             * @description Most runs in 24 hours, all pools together.
             */
            runs_per_day: number;
            /**
             * Format: int32
             * @description Seeds that one run is asked for.
             */
            seeds: number;
        };
        /**
         * @description How far a refill is.
         * @enum {string}
         */
        RefillState: "running" | "done" | "failed";
        /** @description Body of `POST /api/races/{race_id}/participants/{participant_id}/restore`. */
        RestoreParticipant: {
            /** @description Why, 1 to 500 characters after trimming. */
            reason: string;
        };
        /**
         * @description Global role of an account.
         * @enum {string}
         */
        Role: "user" | "organizer" | "admin";
        /** @description Figures over finished runs. */
        RunStats: {
            /**
             * Format: double
             * @description Mean number of deaths, to one decimal.
             */
            avg_deaths: number;
            /**
             * Format: int64
             * @description Mean in-game time in milliseconds, cut to an integer.
             */
            avg_time_ms: number;
            /**
             * Format: int32
             * @description Best in-game time in milliseconds.
             */
            best_time_ms: number;
            /**
             * Format: int64
             * @description How many.
             */
            runs: number;
        };
        /** @description The message with the buttons for the role of runners was posted. */
        RunnerMessage: {
            /** @description Always `ok`. */
            status: string;
        };
        /** @description Outcome of a scan. */
        ScannedPool: {
            /**
             * Format: int64
             * @description New seeds.
             */
            added: number;
            /** @description Name of the pool. */
            pool_name: string;
        };
        /** @description Seeds of a pool by status. */
        SeedCounts: {
            /**
             * Format: int64
             * @description Ready to be raced.
             */
            available: number;
            /**
             * Format: int64
             * @description Given to a race.
             */
            consumed: number;
            /**
             * Format: int64
             * @description Taken out of use.
             */
            discarded: number;
        };
        /**
         * @description The seed of the race.
         *
         *     Mods get the flags and no graph; spectators the graph and no flags.
         */
        SeedInfo: {
            /** @description Every flag to watch, ascending, the finish flag included. */
            event_ids: number[];
            /**
             * Format: int32
             * @description The flag that ends the run.
             */
            finish_event: number | null;
            /** @description The graph as far as the receiver may see it; an object with `nodes` and `edges`. */
            graph_json: Record<string, never> | null;
            /**
             * Format: int32
             * @description The flag by which a save remembers that it has got them; null when the seed names none,
             *     as older ones do.
             */
            items_spawned_flag: number | null;
            /**
             * Format: uuid
             * @description Id of the seed; null when the race has none.
             */
            seed_id: string | null;
            /** @description Items the mod hands out itself. */
            spawn_items: components["schemas"]["SpawnItem"][];
            /**
             * Format: int32
             * @description Number of layers, 0 without a seed.
             */
            total_layers: number;
            /**
             * Format: int32
             * @description Number of nodes.
             */
            total_nodes: number | null;
            /**
             * Format: int64
             * @description Number of routes, 0 when the seed does not say.
             */
            total_paths: number | null;
        };
        /** @description The stock of every pool. */
        SeedStats: {
            /** @description By name of the pool. */
            pools: {
                [key: string]: components["schemas"]["SeedCounts"];
            };
        };
        /** @description A fresh token and whose it is. */
        SignedIn: {
            /** @description Opaque token for `Authorization: Bearer`; a secret. */
            token: string;
            /** @description The account signed in. */
            user: components["schemas"]["Me"];
        };
        /** @description Answer to `POST /api/auth/logout`. */
        SignedOut: {
            /** @description What happened, for people. */
            message: string;
        };
        /** @description An item that the seed's scripts cannot give. */
        SpawnItem: {
            /**
             * Format: int32
             * @description Id of the item in the game.
             */
            id: number;
            /**
             * Format: int32
             * @description How many.
             */
            qty: number;
        };
        /** @description Body of `POST /api/races/{race_id}/start`; the body may be absent altogether. */
        StartRace: {
            /**
             * Format: int32
             * @description Seconds until the race starts, 0 to 60; absent, null or 0 starts at once.
             */
            countdown_seconds?: number | null;
        };
        /**
         * @description Regular report of time and deaths. What is missing or unusable reads as `None` and changes
         *     nothing.
         */
        StatusUpdate: {
            /** @description Zone the player is in; only mods of the first phase send it. */
            current_zone?: string | null;
            /**
             * Format: int32
             * @description Deaths of the character.
             */
            death_count?: number | null;
            /**
             * Format: int32
             * @description In-game time in milliseconds.
             */
            igt_ms?: number | null;
        };
        /** @description One suspicion. */
        Suspicion: {
            /**
             * Format: date-time
             * @description When it arose.
             */
            at: string;
            /** @description Particulars for people. */
            detail: string;
            /**
             * Format: int32
             * @description In-game time reported, in milliseconds.
             */
            igt_ms: number;
            /** @description What does not fit. */
            kind: components["schemas"]["SuspicionKind"];
            /**
             * Format: uuid
             * @description Whose report it was.
             */
            participant_id: string;
        };
        /**
         * @description What does not fit.
         * @enum {string}
         */
        SuspicionKind: "clock_fast" | "clock_back" | "not_adjacent" | "finish_early" | "too_fast";
        /** @description All suspicions of a race, oldest first; bounded for each participant. */
        Suspicions: {
            /** @description The suspicions. */
            suspicions: components["schemas"]["Suspicion"][];
        };
        /**
         * @description Everything that changed since the tick before. What is absent or empty has not changed. Most fields
         *     are lists of pairs: a player, and the new value.
         */
        Tick: {
            /** @description Deepest layers reached. */
            current_layer?: [
                number,
                number
            ][];
            /** @description Tiers of the current nodes. */
            current_layer_tier?: [
                number,
                number | null
            ][];
            /** @description Nodes that players are in. */
            current_zone?: [
                number,
                string | null
            ][];
            /** @description Deaths. */
            death_count?: [
                number,
                number
            ][];
            /** @description Signed milliseconds to the leader. */
            gap_ms?: [
                number,
                number | null
            ][];
            /** @description In-game times in milliseconds. */
            igt_ms?: [
                number,
                number
            ][];
            /** @description In-game times of the first entry into the current layer, in milliseconds. */
            layer_entry_igt?: [
                number,
                number | null
            ][];
            /** @description Splits of the leader; an empty object when there is no leader. */
            leader_splits?: {
                [key: string]: number;
            };
            /** @description Whether mods are connected. */
            mod_connected?: [
                number,
                boolean
            ][];
            /** @description Everybody in the order of the leaderboard; whoever is missing has left. */
            order?: number[] | null;
            /** @description Players who are new, or of whom something has changed that has no field below. */
            players?: components["schemas"]["ParticipantInfo"][];
            /**
             * Format: int64
             * @description Number of the tick, one more than that of the tick before.
             */
            seq: number;
            /** @description States in the race. */
            status?: [
                number,
                "registered" | "ready" | "playing" | "finished" | "abandoned"
            ][];
            /**
             * @description Entries of zone histories: who, the place in the history from 0, and what stands there now.
             *     A place at the end of the history makes it longer.
             */
            visits?: [
                number,
                number,
                {
                    /**
                     * Format: int32
                     * @description Deaths during this visit; left out while there are none.
                     */
                    deaths?: number | null;
                    /**
                     * Format: int32
                     * @description In-game time of the entry in milliseconds.
                     */
                    igt_ms: number;
                    /** @description The node. */
                    node_id: string;
                }
            ][];
        };
        /** @description Where the ticks begin that follow a state. */
        TickStart: {
            /** @description What the numbers count in; to be given back unread when coming back. */
            epoch: string;
            /** @description Where to get the map. Null when it is in the state, and for mods, which get none. */
            graph_url: string | null;
            /** @description In-game time in milliseconds of the leader's first entry, by layer; null without a leader. */
            leader_splits: {
                [key: string]: number;
            } | null;
            /**
             * Format: int64
             * @description Number of the last tick that the state includes; the next one has the number after it.
             */
            seq: number;
        };
        /** @description A message to a mod. */
        ToMod: (components["schemas"]["AuthOk"] & {
            /** @enum {string} */
            type: "auth_ok";
        }) | {
            /** @description Why, for the player. */
            message: string;
            /** @enum {string} */
            type: "auth_error";
        } | {
            /** @description Why. */
            message: string;
            /** @enum {string} */
            type: "error";
        } | {
            /** @enum {string} */
            type: "ping";
        } | {
            /** @enum {string} */
            type: "race_start";
        } | {
            /**
             * Format: date-time
             * @description When the race started; only with `running`.
             */
            started_at: string | null;
            /** @description The new state. */
            status: components["schemas"]["LiveStatus"];
            /** @enum {string} */
            type: "race_status_change";
        } | {
            /**
             * @description In-game time in milliseconds of the leader's first entry, by layer; null without a
             *     leader.
             */
            leader_splits: {
                [key: string]: number;
            } | null;
            /** @description Everybody in the order of the leaderboard. */
            participants: components["schemas"]["ParticipantInfo"][];
            /** @enum {string} */
            type: "leaderboard_update";
        } | {
            /** @description The participant. */
            player: components["schemas"]["ParticipantInfo"];
            /** @enum {string} */
            type: "player_update";
        } | (components["schemas"]["ZoneUpdate"] & {
            /** @enum {string} */
            type: "zone_update";
        }) | (components["schemas"]["Countdown"] & {
            /** @enum {string} */
            type: "countdown";
        }) | (components["schemas"]["ClockReply"] & {
            /** @enum {string} */
            type: "clock";
        }) | {
            /**
             * Format: int64
             * @description Number of the event.
             */
            event_id: number;
            /** @enum {string} */
            type: "ack";
        } | (components["schemas"]["Lobby"] & {
            /** @enum {string} */
            type: "lobby";
        }) | (components["schemas"]["Tick"] & {
            /** @enum {string} */
            type: "tick";
        });
        /** @description A message to a web client or a stream overlay. */
        ToSpectator: (components["schemas"]["RaceState"] & {
            /** @enum {string} */
            type: "race_state";
        }) | {
            /**
             * @description In-game time in milliseconds of the leader's first entry, by layer; null without a
             *     leader.
             */
            leader_splits: {
                [key: string]: number;
            } | null;
            /** @description Everybody in the order of the leaderboard. */
            participants: components["schemas"]["ParticipantInfo"][];
            /** @enum {string} */
            type: "leaderboard_update";
        } | {
            /** @description The participant. */
            player: components["schemas"]["ParticipantInfo"];
            /** @enum {string} */
            type: "player_update";
        } | {
            /**
             * Format: date-time
             * @description When the race started; only with `running`.
             */
            started_at: string | null;
            /** @description The new state. */
            status: components["schemas"]["LiveStatus"];
            /** @enum {string} */
            type: "race_status_change";
        } | {
            /**
             * Format: int32
             * @description Number of connected spectators, the receiver included.
             */
            count: number;
            /** @enum {string} */
            type: "spectator_count";
        } | {
            /** @enum {string} */
            type: "ping";
        } | (components["schemas"]["Countdown"] & {
            /** @enum {string} */
            type: "countdown";
        }) | (components["schemas"]["ClockReply"] & {
            /** @enum {string} */
            type: "clock";
        }) | (components["schemas"]["Lobby"] & {
            /** @enum {string} */
            type: "lobby";
        }) | (components["schemas"]["Tick"] & {
            /** @enum {string} */
            type: "tick";
        }) | {
            /**
             * Format: int64
             * @description Number of the last tick that the client said it has.
             */
            seq: number;
            /** @enum {string} */
            type: "resumed";
        };
        /** @description A solo session in a list. */
        TrainingSession: {
            /**
             * Format: date-time
             * @description When the session was created.
             */
            created_at: string;
            /**
             * Format: int32
             * @description Deepest layer among the visited nodes; the number of layers once finished.
             */
            current_layer: number;
            /**
             * Format: int32
             * @description Deaths so far.
             */
            death_count: number;
            /** @description Whether the session is left out of the figures ("slow run"). */
            exclude_from_stats: boolean;
            /**
             * Format: date-time
             * @description When it was finished or abandoned.
             */
            finished_at: string | null;
            /**
             * Format: uuid
             * @description Id of the session.
             */
            id: string;
            /**
             * Format: int32
             * @description In-game time in milliseconds.
             */
            igt_ms: number;
            /** @description Pool of the seed. */
            pool_name: string;
            /**
             * Format: int32
             * @description Layers of the seed.
             */
            seed_total_layers: number | null;
            /**
             * Format: int32
             * @description Nodes of the seed.
             */
            seed_total_nodes: number | null;
            /** @description State of the session. */
            status: components["schemas"]["TrainingStatus"];
            /** @description Who plays. */
            user: components["schemas"]["User"];
        };
        /** @description A solo session in full. */
        TrainingSessionDetail: components["schemas"]["TrainingSession"] & {
            /** @description The whole graph, in English. */
            graph_json: Record<string, never> | null;
            pool_config: components["schemas"]["PoolConfig"] | null;
            /** @description Every entry into a node in order, revisits included; null before the first. */
            progress_nodes: components["schemas"]["ZoneVisit"][] | null;
            /** @description Slug of the seed. */
            seed_number: string | null;
            /**
             * Format: int64
             * @description Routes through the seed; null when its file does not say.
             */
            seed_total_paths: number | null;
        };
        /**
         * @description State of a solo session.
         * @enum {string}
         */
        TrainingStatus: "active" | "finished" | "abandoned";
        /** @description An archive that is left alone until it changes. */
        UnusableArchive: {
            /** @description Name of the file. */
            file: string;
            /** @description What is wrong with it, in words. */
            reason: string;
            /**
             * Format: date-time
             * @description When that was noticed.
             */
            since: string;
        };
        /** @description Answer of `POST /api/admin/pools/{pool_name}/seeds`. */
        UploadedSeed: {
            /**
             * Format: int64
             * @description Length in bytes.
             */
            bytes: number;
            /** @description Name of its file there. */
            file: string;
            /** @description What is odd about it but does no harm, in words. */
            notes: string[];
            /** @description The pool it lies in now. */
            pool_name: string;
            /** @description SHA-256 of what arrived, in hex. */
            sha256: string;
            /**
             * Format: int32
             * @description Layers of its graph.
             */
            total_layers: number;
        };
        /** @description An account as everybody sees it. */
        User: {
            /**
             * Format: uuid
             * @description Id of the account.
             */
            id: string;
            /** @description Address of the picture. */
            twitch_avatar_url: string | null;
            /** @description Name as its owner spells it. */
            twitch_display_name: string | null;
            /** @description Twitch login. */
            twitch_username: string;
        };
        /** @description A zone was entered, in the words of a mod of the first phase. */
        ZoneEntered: {
            /**
             * Format: int64
             * @description Number of the event, strictly increasing per participant; asks for an `ack`.
             */
            event_id?: number | null;
            /** @description Zone left: a node, a zone or a map. */
            from_zone?: string | null;
            /**
             * Format: int32
             * @description In-game time in milliseconds; absent when unknown.
             */
            igt_ms?: number | null;
            /** @description Zone entered: a node, a zone or a map. */
            to_zone: string;
        };
        /** @description A gate out of the zone. */
        ZoneExit: {
            /** @description Whether the player has been behind it. */
            discovered: boolean;
            /** @description Where the gate stands. */
            text: string;
            /** @description Name of the zone behind it, which the mod shows once `discovered`. */
            to_name: string;
        };
        /** @description What the game knows about the player's place. Unusable fields read as absent one by one. */
        ZoneQuery: {
            /**
             * Format: int32
             * @description Grace travelled to; 0 reads as absent.
             */
            grace_entity_id?: number | null;
            /** @description Map block, `mAA_BB_CC_DD`. */
            map_id?: string | null;
            /**
             * Format: int32
             * @description Play region; no server uses it.
             */
            play_region_id?: number | null;
            /** @description Place within the map block: x, y, z. */
            position?: number[] | null;
        };
        /** @description The zone the receiving player is in. */
        ZoneUpdate: {
            /** @description Its name for people. */
            display_name: string;
            /** @description The gates out, in the order of the graph. */
            exits: components["schemas"]["ZoneExit"][];
            /** @description The node. */
            node_id: string;
            /**
             * Format: int32
             * @description The tier of the same place in the unmodified game.
             */
            original_tier: number | null;
            /**
             * Format: int32
             * @description Its tier.
             */
            tier: number | null;
        };
        /** @description One entry into a node. */
        ZoneVisit: {
            /**
             * Format: int32
             * @description Deaths during this visit; left out while there are none.
             */
            deaths?: number | null;
            /**
             * Format: int32
             * @description In-game time of the entry in milliseconds.
             */
            igt_ms: number;
            /** @description The node. */
            node_id: string;
        };
    };
    responses: {
        /** @description The race does not have the right status. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The caller may not do this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong on the server. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body did not arrive in time. */
        RequestTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server cannot do that right now. */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The client asks too often; `Retry-After` says how many seconds to wait. */
        TooManyRequests: {
            headers: {
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is signed in, or not any more. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A value of the path, query or body has the wrong shape. */
        UnprocessableEntity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    admin_activity: {
        parameters: {
            query?: {
                /** @description Items to leave out at the front. */
                offset?: number;
                /** @description Items to return at most, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    admin_audit: {
        parameters: {
            query?: {
                /** @description Entries to leave out at the front. */
                offset?: number;
                /** @description Length of the page, 1 to 100; 50 if absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLog"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    admin_pools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminPools"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    upload_seed: {
        parameters: {
            query?: {
                /** @description Name of the file. `seed_<slug>.zip` is kept, any other becomes a random one. */
                file_name?: string;
            };
            header?: never;
            path: {
                pool_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/zip": number[];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedSeed"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The pool has that name or that seed already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            /** @description The server's disk is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discard_seeds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PoolRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscardedPool"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    scan_seeds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PoolRequest"] | null;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScannedPool"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    seed_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeedStats"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"][];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patch_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchUser"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    callback: {
        parameters: {
            query?: {
                /** @description What Twitch wants to see when we ask who it is. */
                code?: string;
                /** @description The state that the sign-in began with. */
                state?: string;
                /** @description Why the sign-in failed. */
                error?: string;
                /** @description The same for people. */
                error_description?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the page the sign-in ends on, with `code` or `error` */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    dev_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DevSignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exchange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeCode"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangedCode"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceSessions"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    twitch: {
        parameters: {
            query?: {
                /** @description Page that the sign-in ends on; its origin must be one of the server's own or friendly ones. */
                redirect_url?: string;
                /** @description Language of the browser, such as `fr`. */
                locale?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To Twitch */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    discord_interaction: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Not an interaction */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description No valid signature */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            408: components["responses"]["RequestTimeout"];
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    post_runner_message: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunnerMessage"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    locales: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocaleName"][];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    read_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteDetail"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    accept_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvite"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    pools: {
        parameters: {
            query?: {
                /** @description Only pools of this type. */
                type?: "race" | "training";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: {
                            /**
                             * Format: int64
                             * @description Seeds that a race can get.
                             */
                            available: number;
                            /**
                             * Format: int64
                             * @description Seeds already given to a race.
                             */
                            consumed: number;
                            /**
                             * Format: int64
                             * @description Seeds withdrawn.
                             */
                            discarded: number;
                            /**
                             * Format: int64
                             * @description Available seeds of a training pool that the caller played; null otherwise.
                             */
                            played_by_user: number | null;
                            pool_config: components["schemas"]["PoolConfig"] | null;
                            routes: components["schemas"]["PoolRoutes"] | null;
                        };
                    };
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list: {
        parameters: {
            query?: {
                /** @description Race statuses, separated by commas; absent or empty means all. */
                status?: string;
                /** @description Races to leave out at the front; only with `limit`. */
                offset?: number;
                /** @description Length of the page, 1 to 100; absent means everything. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RaceList"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRace"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Race"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    calendar_of_races: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calendar */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RaceDetail"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchRace"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Race"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    abandon: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Race"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    race_audit: {
        parameters: {
            query?: {
                /** @description Entries to leave out at the front. */
                offset?: number;
                /** @description Length of the page, 1 to 100; 50 if absent. */
                limit?: number;
            };
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLog"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    calendar_of_race: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calendar */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancel_countdown: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Race"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cast_join: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RaceDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cast_leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RaceDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    add_caster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddCaster"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caster"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    remove_caster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
                caster_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    add_co_organizer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddCoOrganizer"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    remove_co_organizer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    by_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
                mod_token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pack */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description A part of the pack */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    finish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Race"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    graph_of_race: {
        parameters: {
            query?: {
                locale?: string;
            };
            header?: never;
            path: {
                race_id: string;
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The graph */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description The client has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revoke_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
                invite_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    join: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Participant"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    my_seed_pack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pack */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description A part of the pack */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddParticipant"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedParticipant"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    correct_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectResult"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Participant"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    hold_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldResult"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Participant"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    restore_participant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreParticipant"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Participant"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    release_seeds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RaceDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reroll_seed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RaceDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Race"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StartRace"] | null;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Race"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    race_suspicions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                race_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suspicions"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    my_training: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingSession"][];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    create_training: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTraining"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingSessionDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    read_training: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingSessionDetail"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    abandon_training: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingSessionDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    training_ghosts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ghost"][];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    training_pack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pack */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description A part of the pack */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such part */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    my_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    delete_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteAccount"];
            };
        };
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    export_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An object with one list for each kind of data */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    change_locale: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChosenLocale"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChosenLocale"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    my_races: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RaceList"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    change_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverlaySettings"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    search_users: {
        parameters: {
            query: {
                /** @description The beginning of a login or name, whatever its case. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"][];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    read_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    read_activity: {
        parameters: {
            query?: {
                /** @description Items to leave out at the front. */
                offset?: number;
                /** @description Items to return at most, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    calendar_of_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calendar */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    read_pool_stats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolStats"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
