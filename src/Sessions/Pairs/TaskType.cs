namespace Parley.Sessions.Pairs;

/// <summary>What a session is for, and whether a robot or a human leads it.</summary>
public enum TaskType
{
    AutoBargain,
    AutoFollowUp,
    ManualCustomerService,
    ManualComplaint,
    ManualUrgent,
}
