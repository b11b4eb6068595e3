using System.Runtime.Serialization;

namespace Dapr.Sidecar.Actors;

[DataContract(Name = "ActorHeader", Namespace = WireId.Namespace)]
internal sealed class CallHeaderData
{
    [DataMember(Order = 0)]
    public int MethodId { get; set; }

    [DataMember(Order = 1)]
    public int InterfaceId { get; set; }

    [DataMember(Order = 3)]
    public CallActorId? ActorId { get; set; }

    [DataMember(Order = 4)]
    public string? CallContext { get; set; }

    [DataMember(Order = 5)]
    public Dictionary<string, byte[]> Headers { get; set; } = [];

    [DataMember(Order = 6)]
    public string? MethodName { get; set; }

    [DataMember(Order = 7)]
    public string? ActorType { get; set; }
}
