using System.Text.Json.Serialization;

namespace Parley.Workflows.Satisfaction;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ModelVerdict))]
[JsonSerializable(typeof(IReadOnlyList<ConversationTurn>))]
internal sealed partial class SatisfactionJson : JsonSerializerContext;
