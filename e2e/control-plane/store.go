package main

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/server/v3/embed"
	"go.etcd.io/etcd/server/v3/etcdserver/api/v3client"
)

// store is etcd inside this process. It listens on a socket file in its directory, which only its owner may enter.
type store struct {
	etcd     *embed.Etcd
	client   *clientv3.Client
	endpoint string
}

func startStore(directory string) (*store, error) {
	config := embed.NewConfig()
	config.Dir = filepath.Join(directory, "etcd")
	config.LogOutputs = []string{filepath.Join(directory, "etcd.log")}
	config.LogLevel = "warn"
	client := url.URL{Scheme: "unix", Path: filepath.Join(directory, "etcd.sock")}
	config.ListenClientUrls = []url.URL{client}
	// It has no peers, but must say where they would find it.
	nowhere := []url.URL{{Scheme: "http", Host: "localhost:1"}}
	config.ListenPeerUrls, config.AdvertisePeerUrls, config.AdvertiseClientUrls = nil, nowhere, nowhere
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	// The only member needs no long election, and what a test wrote need not outlive the machine, only the process.
	config.TickMs, config.ElectionMs = 20, 200
	config.UnsafeNoFsync = true
	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return nil, err
	}
	select {
	case <-etcd.Server.ReadyNotify():
	case <-time.After(30 * time.Second):
		etcd.Close()
		return nil, errors.New("etcd was not ready within 30 s")
	}
	return &store{etcd, v3client.New(etcd.Server), client.String()}, nil
}

// compact forgets all history up to now. Whoever wants to go on from before is answered 410.
func (s *store) compact() (int64, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	now, err := s.client.Get(ctx, "any")
	if err != nil {
		return 0, err
	}
	_, err = s.client.Compact(ctx, now.Header.Revision, clientv3.WithCompactPhysical())
	return now.Header.Revision, err
}

func (s *store) close() {
	_ = s.client.Close()
	s.etcd.Close()
}
