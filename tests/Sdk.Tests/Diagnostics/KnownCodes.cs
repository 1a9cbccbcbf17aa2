using TypedWs.Diagnostics;

namespace TypedWs.Tests.Diagnostics;

/// <summary>
/// Has the codes that tests look for told apart, before one of them uses up the number of codes that a process tells apart: the order of tests is anybody's guess.
/// </summary>
public sealed class KnownCodes
{
    public KnownCodes()
    {
        foreach (int code in new[] { 1234, ErrorCodes.InternalError, ErrorCodes.Cancelled })
            Assert.NotEqual(RpcAttributes.Other, RpcAttributes.CodeTag(code));
    }
}
