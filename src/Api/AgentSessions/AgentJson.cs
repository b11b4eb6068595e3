using System.Text.Json.Serialization;
using Parley.Api.Contracts;

namespace Parley.Api.AgentSessions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AgentSession))]
[JsonSerializable(typeof(IReadOnlyList<AgentSession>))]
[JsonSerializable(typeof(IReadOnlyList<AgentMessage>))]
[JsonSerializable(typeof(AgentReply))]
[JsonSerializable(typeof(DeletedSession))]
[JsonSerializable(typeof(FailedChat))]
[JsonSerializable(typeof(Detail))]
[JsonSerializable(typeof(ValidationFailure))]
internal sealed partial class AgentJson : JsonSerializerContext;
