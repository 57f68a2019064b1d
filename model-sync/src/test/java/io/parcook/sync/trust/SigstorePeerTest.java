package io.parcook.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.disk.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// npm's `@sigstore/verify` beside us. It is looked for in the folder that NODE_PATH names.
class SigstorePeerTest {

  private static final String SCRIPT =
      """
      const {Verifier, toTrustMaterial, toSignedEntity} = require('@sigstore/verify');
      const {bundleFromJSON} = require('@sigstore/bundle');
      const crypto = require('crypto'), fs = require('fs');
      const [file, pem] = process.argv.slice(1);
      const key = crypto.createPublicKey(fs.readFileSync(pem));
      const trust = toTrustMaterial({certificateAuthorities: [], timestampAuthorities: [],
          tlogs: [], ctlogs: []},
          () => ({publicKey: key, validFor: () => true}));
      const bundle = bundleFromJSON(JSON.parse(fs.readFileSync(file)));
      try {
        new Verifier(trust, {tlogThreshold: 0, ctlogThreshold: 0, tsaThreshold: 0})
            .verify(toSignedEntity(bundle));
        console.log('accepted');
      } catch (e) { console.log('refused ' + e.code); }
      """;

  @TempDir Path folder;

  @Test
  void itAcceptsOurBundlesAndRefusesThoseOfOtherKeysAsWeDo() throws IOException {
    SigningKey key = TestKeys.key();
    Digest manifest = Digest.of("a manifest".getBytes(StandardCharsets.UTF_8));
    Map<SigningKey, Boolean> signers = Map.of(key, true, TestKeys.key(), false);
    for (Map.Entry<SigningKey, Boolean> signer : signers.entrySet()) {
      byte[] bundle = Bundle.sign(manifest, signer.getKey());
      Claim claim = Bundle.read(bundle);
      boolean ours = key.trusted().verifies(claim.signed(), claim.signature());
      assertThat(ours).isEqualTo(signer.getValue());
      assertThat(peer(bundle, key.trusted())).startsWith(ours ? "accepted" : "refused");
    }
  }

  private String peer(byte[] bundle, TrustedKey key) throws IOException {
    Path file = Files.write(folder.resolve("bundle.json"), bundle);
    Path pem =
        Files.writeString(
            folder.resolve("key.pub"),
            "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key.key().getEncoded())));
    Process node;
    try {
      node = node("-e", SCRIPT, file.toString(), pem.toString());
    } catch (IOException _) {
      Assumptions.abort("No node here. To run this: apt-get install nodejs");
      throw new AssertionError("aborted");
    }
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Assumptions.assumeFalse(
        said.contains("Cannot find module"),
        "No @sigstore/verify here. To run this: npm install @sigstore/verify @sigstore/bundle"
            + " in a folder, and NODE_PATH=<folder>/node_modules");
    return said;
  }

  private static Process node(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
