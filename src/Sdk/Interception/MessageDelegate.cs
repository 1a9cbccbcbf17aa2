using System.Diagnostics.CodeAnalysis;

namespace TypedWs;

/// <summary>What comes after an interceptor: the next one, and at last the handler, or the send. Called once at most, before the interceptor's task is complete.</summary>
/// <returns>A task that ends as what comes after it ends.</returns>
/// <exception cref="InvalidOperationException">It is called a second time, or too late.</exception>
[SuppressMessage("Naming", "CA1711", Justification = "Named after ASP.NET Core's RequestDelegate, which it resembles.")]
public delegate ValueTask MessageDelegate();
