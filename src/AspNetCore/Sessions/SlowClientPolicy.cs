namespace TypedWs.AspNetCore.Sessions;

/// <summary>What the server's options say of clients that do not read fast enough.</summary>
/// <param name="Default">What becomes of messages whose contract says nothing.</param>
/// <param name="Members">What becomes of members of an audience, where the policy is to wait, which an audience never does.</param>
internal sealed record SlowClientPolicy(SlowPolicy Default, SlowAudienceMember Members)
{
    /// <summary>The policy of a message to an audience; never <see cref="SlowPolicy.Wait"/>.</summary>
    /// <param name="stated">What the contract says.</param>
    public SlowPolicy ForAudiences(SlowPolicy? stated) => (stated ?? Default) switch
    {
        SlowPolicy.Wait => Members == SlowAudienceMember.Drop ? SlowPolicy.DropNewest : SlowPolicy.Disconnect,
        SlowPolicy policy => policy,
    };
}
