using System.Text.Json.Serialization;
using Parley.Api.InfoCenter.Figures;
using Parley.Api.InfoCenter.Messages;
using Parley.Api.InfoCenter.Sessions;
using Parley.Api.InfoCenter.Staff;
using Parley.Api.InfoCenter.Streams;

namespace Parley.Api.InfoCenter;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InfoFailure))]
[JsonSerializable(typeof(InfoDone))]
[JsonSerializable(typeof(InfoMessage))]
[JsonSerializable(typeof(InfoData<InfoMessage>))]
[JsonSerializable(typeof(InfoPage<InfoMessage>))]
[JsonSerializable(typeof(InfoSession))]
[JsonSerializable(typeof(InfoData<InfoSession>))]
[JsonSerializable(typeof(InfoPage<InfoSession>))]
[JsonSerializable(typeof(InfoActiveSessions))]
[JsonSerializable(typeof(InfoData<InfoStaff>))]
[JsonSerializable(typeof(InfoPage<InfoStaff>))]
[JsonSerializable(typeof(InfoData<InfoStatistics>))]
[JsonSerializable(typeof(InfoIntervention))]
[JsonSerializable(typeof(InfoInterventionNeeded))]
internal sealed partial class InfoJson : JsonSerializerContext;
