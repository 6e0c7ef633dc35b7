<?php
/**
 * Leaves nothing behind. Conversations are kept by the installation, not here.
 *
 * @package IAfluence
 */

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $iafluence_site ) {
		delete_blog_option( $iafluence_site, 'iafluence' );
	}
} else {
	delete_option( 'iafluence' );
}

// What WordPress noted of its updates.
$iafluence_updates = get_site_transient( 'update_plugins' );
if ( is_object( $iafluence_updates ) ) {
	foreach ( array( 'response', 'no_update', 'checked' ) as $iafluence_list ) {
		if ( isset( $iafluence_updates->$iafluence_list ) && is_array( $iafluence_updates->$iafluence_list ) ) {
			unset( $iafluence_updates->{$iafluence_list}[ WP_UNINSTALL_PLUGIN ] );
		}
	}
	set_site_transient( 'update_plugins', $iafluence_updates );
}
