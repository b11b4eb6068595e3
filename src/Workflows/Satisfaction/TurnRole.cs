namespace Parley.Workflows.Satisfaction;

/// <summary>Whose turn it is: the customer's, or that of whoever serves (AI, staff, system).</summary>
public enum TurnRole
{
    User,
    Other,
}
