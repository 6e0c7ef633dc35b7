<?php
// Stands where a web server, a page cache and an optimiser would: /cached/ gives everybody the same copy of the home page,
// /optimised/{defer,delay,combine}/ that copy as optimisers change it.
$path = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$kept = getenv( 'WORK' ) . '/cached.html';
$tag  = '#<script src="([^"]+/widget\.js)"[^>]*></script>#';

if ( '/combined.js' === $path ) {
	header( 'Content-Type: text/javascript' );
	echo "/* a theme's script */\n;", file_get_contents( getenv( 'CHAT' ) . '/widget.js' );
	return true;
}
if ( preg_match( '#^/optimised/(defer|delay|combine)/$#', $path, $how ) ) {
	echo preg_replace_callback(
		$tag,
		function ( $found ) use ( $how ) {
			switch ( $how[1] ) {
				case 'defer':
					return str_replace( array( ' async', '<script ' ), array( '', '<script defer ' ), $found[0] );
				case 'combine':
					return '<script src="/combined.js" defer></script>';
				default:
					$later = str_replace( array( '<script ', ' src=' ), array( '<script type="rocketlazyloadscript" ', ' data-rocket-src=' ), $found[0] );
					return $later . '<script>addEventListener("pointermove", function () { document.querySelectorAll("script[data-rocket-src]").forEach(function (old) {
						var script = document.createElement("script");
						Array.from(old.attributes).forEach(function (a) { if (a.name !== "type") script.setAttribute(a.name === "data-rocket-src" ? "src" : a.name, a.value); });
						old.replaceWith(script);
					}); }, { once: true });</script>';
			}
		},
		(string) file_get_contents( $kept )
	);
	return true;
}
if ( '/cached/' === $path && is_file( $kept ) ) {
	header( 'X-Cache: hit' );
	readfile( $kept );
	return true;
}
if ( '/cached/' === $path ) {
	$_SERVER['REQUEST_URI'] = '/';
	ob_start( function ( $html ) use ( $kept ) {
		file_put_contents( $kept, $html );
		return $html;
	} );
}
if ( '/' !== $path && '/cached/' !== $path && file_exists( __DIR__ . $path ) ) {
	return false;
}
$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = __DIR__ . '/index.php';
chdir( __DIR__ );
require __DIR__ . '/index.php';
return true;
