-- A database as the first version of the program has left it: one race is over, another goes on, and
-- the last journal entry of the latter is not in the rows yet. The test fills in what is between @.

CREATE TABLE "casters" ( "id" uuid_text NOT NULL PRIMARY KEY, "race_id" uuid_text NOT NULL, "user_id" uuid_text NOT NULL, "created_at" timestamp_with_timezone_text NOT NULL, FOREIGN KEY ("race_id") REFERENCES "races" ("id") ON DELETE CASCADE, FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE );
CREATE TABLE "invites" ( "id" uuid_text NOT NULL PRIMARY KEY, "race_id" uuid_text NOT NULL, "token" varchar(100) NOT NULL UNIQUE, "twitch_username" varchar(100) NOT NULL, "accepted" boolean NOT NULL, "created_at" timestamp_with_timezone_text NOT NULL, FOREIGN KEY ("race_id") REFERENCES "races" ("id") ON DELETE CASCADE );
CREATE TABLE "journal" ( "race_id" uuid_text NOT NULL, "seq" integer NOT NULL, "at" timestamp_with_timezone_text NOT NULL, "kind" varchar(40) NOT NULL, "payload" text NOT NULL, PRIMARY KEY ("race_id", "seq"), FOREIGN KEY ("race_id") REFERENCES "races" ("id") ON DELETE CASCADE );
CREATE TABLE "participants" ( "id" uuid_text NOT NULL PRIMARY KEY, "race_id" uuid_text NOT NULL, "user_id" uuid_text NOT NULL, "mod_token" varchar(100) NOT NULL UNIQUE, "status" varchar(20) NOT NULL, "current_zone" varchar(100) NULL, "current_layer" integer NOT NULL, "igt_ms" integer NOT NULL, "death_count" integer NOT NULL, "zone_history" json_text NULL, "color_index" integer NOT NULL, "finished_at" timestamp_with_timezone_text NULL, "last_igt_change_at" timestamp_with_timezone_text NULL, "last_event_id" integer NOT NULL, "applied_seq" integer NOT NULL, FOREIGN KEY ("race_id") REFERENCES "races" ("id") ON DELETE CASCADE, FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE );
CREATE TABLE "races" ( "id" uuid_text NOT NULL PRIMARY KEY, "name" varchar(200) NOT NULL, "organizer_id" uuid_text NOT NULL, "seed_id" uuid_text NULL, "status" varchar(20) NOT NULL, "config" json_text NOT NULL, "created_at" timestamp_with_timezone_text NOT NULL, "scheduled_at" timestamp_with_timezone_text NULL, "starts_at" timestamp_with_timezone_text NULL, "started_at" timestamp_with_timezone_text NULL, "seeds_released_at" timestamp_with_timezone_text NULL, "is_public" boolean NOT NULL, "open_registration" boolean NOT NULL, "max_participants" integer NULL, "version" integer NOT NULL, FOREIGN KEY ("organizer_id") REFERENCES "users" ("id") ON DELETE CASCADE, FOREIGN KEY ("seed_id") REFERENCES "seeds" ("id") );
CREATE TABLE "seaql_migrations" ( "version" varchar NOT NULL PRIMARY KEY, "applied_at" integer NOT NULL );
INSERT INTO "seaql_migrations" VALUES('m20261123_000001_initial',1795430000);
CREATE TABLE "seeds" ( "id" uuid_text NOT NULL PRIMARY KEY, "pool_name" varchar(50) NOT NULL, "seed_number" varchar(50) NOT NULL, "graph_json" text NOT NULL, "total_layers" integer NOT NULL, "total_nodes" integer NOT NULL, "total_paths" integer NOT NULL, "folder_path" varchar(500) NOT NULL, "status" varchar(20) NOT NULL, "created_at" timestamp_with_timezone_text NOT NULL );
CREATE TABLE "sessions" ( "token_hash" varchar(64) NOT NULL PRIMARY KEY, "user_id" uuid_text NOT NULL, "created_at" timestamp_with_timezone_text NOT NULL, "expires_at" timestamp_with_timezone_text NOT NULL, FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE );
CREATE TABLE "users" ( "id" uuid_text NOT NULL PRIMARY KEY, "twitch_id" varchar(50) NOT NULL UNIQUE, "twitch_username" varchar(100) NOT NULL, "twitch_display_name" varchar(100) NULL, "twitch_avatar_url" varchar(500) NULL, "role" varchar(20) NOT NULL, "locale" varchar(10) NULL, "overlay_settings" json_text NULL, "created_at" timestamp_with_timezone_text NOT NULL, "last_seen" timestamp_with_timezone_text NULL );
CREATE INDEX users_login ON users (lower(twitch_username));
CREATE UNIQUE INDEX "seeds_pool_number" ON "seeds" ("pool_name", "seed_number");
CREATE INDEX "seeds_pool_status" ON "seeds" ("pool_name", "status");
CREATE INDEX "races_status" ON "races" ("status");
CREATE INDEX "races_organizer" ON "races" ("organizer_id");
CREATE UNIQUE INDEX "participants_race_user" ON "participants" ("race_id", "user_id");
CREATE UNIQUE INDEX "participants_race_color" ON "participants" ("race_id", "color_index");
CREATE UNIQUE INDEX "casters_race_user" ON "casters" ("race_id", "user_id");
CREATE INDEX "participants_user" ON "participants" ("user_id");
CREATE INDEX "invites_race" ON "invites" ("race_id");

INSERT INTO users VALUES (x'00000000000040008000000000000001', '1001', 'olga', 'Olga', NULL, 'organizer', NULL, NULL, '2026-03-01T18:00:00+00:00', '2026-03-01T18:00:00+00:00');
INSERT INTO users VALUES (x'00000000000040008000000000000002', '1002', 'ann', 'Ann', NULL, 'user', 'fr', '{"font_size":20.0}', '2026-03-01T18:00:00+00:00', NULL);
INSERT INTO sessions VALUES ('@hash of olga@', x'00000000000040008000000000000001', '@now@', '2099-01-01T00:00:00+00:00');
INSERT INTO seeds VALUES (x'00000000000040008000000000000011', 'sprint', 'aaaaaaaaaaaa', '@graph@', 5, 6, 2, '@pools@/sprint/seed_aaaaaaaaaaaa.zip', 'consumed', '2026-03-01T18:00:00+00:00');
INSERT INTO races VALUES (x'00000000000040008000000000000021', 'Spring final', x'00000000000040008000000000000001', x'00000000000040008000000000000011', 'finished', '{}', '2026-03-01T18:00:00+00:00', NULL, NULL, '2026-03-01T18:00:00+00:00', '2026-03-01T18:00:00+00:00', TRUE, TRUE, 8, 4);
INSERT INTO races VALUES (x'00000000000040008000000000000022', 'Still on', x'00000000000040008000000000000001', x'00000000000040008000000000000011', 'running', '{}', '@now@', NULL, NULL, '@now@', '@now@', TRUE, TRUE, NULL, 3);
INSERT INTO participants VALUES (x'00000000000040008000000000000031', x'00000000000040008000000000000021', x'00000000000040008000000000000002', '@token 1@', 'finished', 'boss', 5, 900000, 3, '[{"node_id":"start","igt_ms":0},{"node_id":"left","igt_ms":400000,"deaths":3}]', 0, '2026-03-01T18:00:00+00:00', '2026-03-01T18:00:00+00:00', 2, 6);
INSERT INTO participants VALUES (x'00000000000040008000000000000032', x'00000000000040008000000000000022', x'00000000000040008000000000000002', '@token 2@', 'playing', 'left', 1, 60000, 1, '[{"node_id":"start","igt_ms":0,"deaths":1},{"node_id":"left","igt_ms":50000}]', 0, NULL, '@now@', 1, 5);
INSERT INTO casters VALUES (x'00000000000040008000000000000041', x'00000000000040008000000000000021', x'00000000000040008000000000000001', '2026-03-01T18:00:00+00:00');
INSERT INTO journal VALUES (x'00000000000040008000000000000022', 1, '@now@', 'participant_joined', '{"kind": "participant_joined", "participant": "00000000-0000-4000-8000-000000000032", "user": "00000000-0000-4000-8000-000000000002", "color_index": 0}');
INSERT INTO journal VALUES (x'00000000000040008000000000000022', 2, '@now@', 'seeds_released', '{"kind": "seeds_released"}');
INSERT INTO journal VALUES (x'00000000000040008000000000000022', 3, '@now@', 'race_started', '{"kind": "race_started", "started_at": "@now@"}');
INSERT INTO journal VALUES (x'00000000000040008000000000000022', 4, '@now@', 'play_began', '{"kind": "play_began", "participant": "00000000-0000-4000-8000-000000000032", "start": "start"}');
INSERT INTO journal VALUES (x'00000000000040008000000000000022', 5, '@now@', 'zone_entered', '{"kind": "zone_entered", "participant": "00000000-0000-4000-8000-000000000032", "node": "left", "layer": 1, "igt_ms": 50000, "clock_ms": 50000, "first_visit": true, "event_id": 1}');
INSERT INTO journal VALUES (x'00000000000040008000000000000022', 6, '@now@', 'zone_entered', '{"kind": "zone_entered", "participant": "00000000-0000-4000-8000-000000000032", "node": "crypt", "layer": 2, "igt_ms": 90000, "clock_ms": 90000, "first_visit": true, "event_id": 2}');
