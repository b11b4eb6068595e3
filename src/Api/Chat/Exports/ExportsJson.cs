using System.Text.Json.Serialization;

namespace Parley.Api.Chat.Exports;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ExportSummary))]
[JsonSerializable(typeof(SpoolRecord))]
internal sealed partial class ExportsJson : JsonSerializerContext;
