// Times the codecs beside System.Text.Json and MessagePack-CSharp, the way of a message without a network, and the generator.
// Arguments are those of BenchmarkDotNet, or "paired" (codecs), or "messages".
using BenchmarkDotNet.Running;
using Micro;
using Micro.Messages;
using Micro.Paired;

if (args is ["paired"])
    PairedRun.Run();
else if (args is ["messages"])
    await MessageRun.RunAsync();
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new MicroConfig());
