// Times the codecs beside System.Text.Json and MessagePack-CSharp, the way of a message without a network, and the generator.
// Arguments are those of BenchmarkDotNet, or "paired" (codecs), or "messages" and the names of records.
using BenchmarkDotNet.Running;
using Micro;
using Micro.Messages;
using Micro.Paired;

if (args is ["paired"])
    PairedRun.Run();
else if (args is ["messages", .. var records])
    await MessageRun.RunAsync(records);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new MicroConfig());
