package main

import (
	"context"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/restmapper"
	"k8s.io/controller-manager/pkg/informerfactory"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/controller/garbagecollector"
	"k8s.io/kubernetes/pkg/controller/namespace"
	"k8s.io/kubernetes/pkg/controller/serviceaccount"
	"k8s.io/kubernetes/pkg/controller/statefulset"
	"k8s.io/kubernetes/pkg/controller/volume/pvcprotection"
)

const (
	resync = 5 * time.Minute
	// How soon the garbage collector learns of kinds that came and went; kube-controller-manager takes 30 s.
	kindsEvery = time.Second
)

// startControllers runs those parts of kube-controller-manager that users of a cluster take for granted: namespaces go with all
// that is in them, what is owned goes with its owner, every namespace has its default service account, stateful sets have
// pods, and claims let go of their volumes.
func startControllers(ctx context.Context, server string, f *files) error {
	config := adminConfig(server, f)
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	objects, err := metadata.NewForConfig(config)
	if err != nil {
		return err
	}
	shared := informers.NewSharedInformerFactory(client, resync)
	owned := metadatainformer.NewSharedInformerFactory(objects, resync)
	core := shared.Core().V1()

	namespaces := namespace.NewNamespaceController(ctx, client, objects, client.Discovery().ServerPreferredNamespacedResources,
		core.Namespaces(), resync, corev1.FinalizerKubernetes)
	accounts, err := serviceaccount.NewServiceAccountsController(klog.FromContext(ctx), core.ServiceAccounts(), core.Namespaces(),
		client, serviceaccount.DefaultServiceAccountsControllerOptions())
	if err != nil {
		return err
	}
	sets := statefulset.NewStatefulSetController(ctx, core.Pods(), shared.Apps().V1().StatefulSets(),
		core.PersistentVolumeClaims(), shared.Apps().V1().ControllerRevisions(), client)
	claims, err := pvcprotection.NewPVCProtectionController(klog.FromContext(ctx), core.PersistentVolumeClaims(), core.Pods(), client)
	if err != nil {
		return err
	}
	started := make(chan struct{})
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(client.Discovery()))
	garbage, err := garbagecollector.NewGarbageCollector(ctx, client, objects, mapper, garbagecollector.DefaultIgnoredResources(),
		informerfactory.NewInformerFactory(shared, owned), started)
	if err != nil {
		return err
	}

	shared.Start(ctx.Done())
	owned.Start(ctx.Done())
	close(started)
	go namespaces.Run(ctx, 5)
	go accounts.Run(ctx, 1)
	go sets.Run(ctx, 5)
	go claims.Run(ctx, 1)
	go garbage.Run(ctx, 10, kindsEvery)
	go garbage.Sync(ctx, client.Discovery(), kindsEvery)
	return nil
}
