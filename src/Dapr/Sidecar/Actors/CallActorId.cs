using System.Runtime.Serialization;

namespace Dapr.Sidecar.Actors;

[DataContract(Name = "ActorId", Namespace = "http://schemas.datacontract.org/2004/07/Dapr.Actors")]
internal sealed class CallActorId
{
    [DataMember(Name = "ActorId")]
    public string? Id { get; set; }
}
