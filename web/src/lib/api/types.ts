/** Short names for the generated wire types; nothing is declared by hand here. */
import type { components, paths } from './schema';

type Schemas = components['schemas'];
/** The pools answer is a table by name; its rows have the shape of a pool. */
type Pools = paths['/api/pools']['get']['responses']['200']['content']['application/json'];

export type Activity = Schemas['Activity'];
export type ActivityItem = Schemas['ActivityItem'];
export type AddedParticipant = Schemas['AddedParticipant'];
export type AdminUser = Schemas['AdminUser'];
export type Caster = Schemas['Caster'];
export type CreateRace = Schemas['CreateRace'];
export type DeviceSession = Schemas['DeviceSession'];
export type FromSpectator = Schemas['FromSpectator'];
export type Ghost = Schemas['Ghost'];
export type Health = Schemas['Health'];
export type InviteDetail = Schemas['InviteDetail'];
export type LocaleName = Schemas['LocaleName'];
export type Me = Schemas['Me'];
export type OverlaySettings = Schemas['OverlaySettings'];
export type Participant = Schemas['Participant'];
export type ParticipantInfo = Schemas['ParticipantInfo'];
export type ParticipantPreview = Schemas['ParticipantPreview'];
export type ParticipantStatus = Schemas['ParticipantStatus'];
export type PatchRace = Schemas['PatchRace'];
export type PendingInvite = Schemas['PendingInvite'];
export type PoolConfig = Schemas['PoolConfig'];
export type PoolStatsLine = Schemas['PoolStatsLine'];
export type PoolSummary = Pools[string];
export type Profile = Schemas['Profile'];
export type Race = Schemas['Race'];
export type RaceDetail = Schemas['RaceDetail'];
export type RaceInfo = Schemas['RaceInfo'];
export type RaceList = Schemas['RaceList'];
export type RaceStatus = Schemas['RaceStatus'];
export type Role = Schemas['Role'];
export type RunStats = Schemas['RunStats'];
export type SeedCounts = Schemas['SeedCounts'];
export type SeedInfo = Schemas['SeedInfo'];
export type ToSpectator = Schemas['ToSpectator'];
export type TrainingSession = Schemas['TrainingSession'];
export type TrainingSessionDetail = Schemas['TrainingSessionDetail'];
export type TrainingStatus = Schemas['TrainingStatus'];
export type User = Schemas['User'];
export type ZoneVisit = Schemas['ZoneVisit'];
